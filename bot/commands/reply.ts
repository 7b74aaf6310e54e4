import type { Engine } from '../answer/engine.ts';
import type { Answer } from '../answer/types.ts';
import type { Config } from '../config.ts';
import type { Console } from '../console.ts';
import { answerToJson } from '../render/json.ts';
import { renderAnswer } from '../render/terminal.ts';
import { type SharedOptions, todayIn } from './open-content.ts';

/** Answers a question with the text to print; `today` and `id` as in a batch. */
export type Reply = (question: string, asked?: { id: string; today: string | undefined }) => string;

/** Makes the one function by which the command line answers, as JSON or for a person; `note` is told of each answer. */
export function createReply(
  engine: () => Engine,
  config: Config,
  options: SharedOptions,
  console: Console,
  note: (answer: Answer) => void = () => undefined,
): Reply {
  return (question, asked) => {
    const today = asked?.today ?? options.today ?? todayIn(config.community.timezone, new Date());
    const start = performance.now();
    const given = engine().ask(question, today);
    const tookMs = performance.now() - start;
    note(given);
    return options.json
      ? JSON.stringify(answerToJson(given, tookMs, asked?.id))
      : renderAnswer(given, today, console, config.community);
  };
}
