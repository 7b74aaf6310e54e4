import { readFile } from 'node:fs/promises';
import { createAnswerer } from '../answer/answer-question.ts';
import { createConsole } from '../console.ts';
import { judgeAnswers } from '../eval/measure-answers.ts';
import { parseEvalQuestions } from '../eval/questions.ts';
import { summarise } from '../eval/summarise.ts';
import { InputFault } from '../input-fault.ts';
import { renderEvalTable, renderFailures } from '../render/eval-table.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

export interface EvalOptions extends SharedOptions {
  readonly failures?: boolean;
}

/** `almanac eval`: asks all questions of a file and prints how well they were answered. */
export async function runEval(file: string, options: EvalOptions): Promise<void> {
  const console = createConsole(process);
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new InputFault(`${file} can't be read: ${error.message}`);
  });
  const questions = parseEvalQuestions(text, file);
  if (questions.length === 0) throw new InputFault(`${file} holds no question`);
  const { index, config } = await openContent(options, console);
  const today = options.today ?? todayIn(config.community.timezone, new Date());
  const bar = console.progress('Asking');
  const judgements = judgeAnswers(
    questions,
    createAnswerer(index),
    today,
    () => performance.now(),
    (done, total) => bar.update(done, total),
  );
  bar.stop();
  const summaries = summarise(judgements);
  if (options.json) return console.print(JSON.stringify({ questions: questions.length, summaries }));
  console.print(renderEvalTable(summaries));
  if (options.failures) console.print(`\n${renderFailures(judgements)}`);
}
