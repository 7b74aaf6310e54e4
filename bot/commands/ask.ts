import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createEngine } from '../answer/engine.ts';
import { type Console, createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { openContent, type SharedOptions } from './open-content.ts';
import { createReply, type Reply } from './reply.ts';

export interface AskOptions extends SharedOptions {
  readonly batch?: string;
}

/** A longer line of a batch is refused unread. */
const LONGEST_LINE = 100_000;

/** `almanac ask`: one question, a batch of them, or a prompt. */
export async function runAsk(words: readonly string[], options: AskOptions): Promise<void> {
  const console = createConsole(process);
  const question = words.join(' ').trim();
  if (options.batch !== undefined) {
    if (!options.json) throw new InputFault('--batch prints JSON: add --json');
    if (question !== '')
      throw new InputFault('--batch takes its questions from the file: leave the question out');
  } else if (question === '' && (options.json || !process.stdin.isTTY)) {
    throw new InputFault('there is no question: almanac ask "why is my gratuitous ARP ignored?"');
  }

  const opened = await openContent(options, console);
  const engine = createEngine(opened.index);
  const reply = createReply(() => engine, opened.config, options, console);
  if (options.batch !== undefined) await answerBatch(options.batch, reply, console);
  else if (question !== '') console.print(reply(question));
  else {
    const { openPrompt } = await import('../surfaces/terminal.ts');
    await openPrompt(reply, opened.config.community.name, console);
  }
}

/** Answers line by line as they come, so that a program can keep the pipe open. Faulty lines are told, and skipped. */
async function answerBatch(file: string, reply: Reply, console: Console): Promise<void> {
  const name = file === '-' ? 'standard input' : file;
  const input = file === '-' ? process.stdin : createReadStream(file);
  const broken = new Promise<never>((_, reject) => {
    input.once('error', (error: Error) => reject(new InputFault(`${name} can't be read: ${error.message}`)));
  });
  const answerAll = async () => {
    let number = 0;
    let faults = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() === '') continue;
      const asked = parseLine(line);
      if (typeof asked === 'string') {
        console.complain(`${name}:${number}:1: ${asked}`);
        faults++;
      } else console.print(reply(asked.q, asked));
    }
    if (faults > 0) process.exitCode = 1;
  };
  await Promise.race([answerAll(), broken]);
}

/** A question of a batch, or what is wrong with its line. */
function parseLine(line: string): { id: string; q: string; today: string | undefined } | string {
  if (line.length > LONGEST_LINE) return `longer than ${LONGEST_LINE} characters`;
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
  if (typeof value !== 'object' || value === null) return 'not an object: write {"id":"q1","q":"…"}';
  const { id, q, today } = value as Record<string, unknown>;
  if (typeof id !== 'string') return '"id" is not a text';
  if (typeof q !== 'string') return '"q" is not a text';
  if (today !== undefined && !(typeof today === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(today))) {
    return '"today" is not a day like "2017-05-26"';
  }
  return { id, q, today };
}
