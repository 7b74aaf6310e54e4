import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import envPaths from 'env-paths';
import type { Answerer } from '../answer/answer-question.ts';
import type { Console } from '../console.ts';
import { type Community, renderAnswer } from '../render/terminal.ts';

export interface PromptOptions {
  readonly answer: Answerer;
  /** The day that counts as today, YYYY-MM-DD. */
  readonly today: () => string;
  readonly community: Community;
  readonly console: Console;
}

const HISTORY_LENGTH = 500;
const HELP = 'Type a question and press Enter. Arrow up brings earlier ones back. "exit" or Ctrl-D leaves.';

/**
 * Answers line by line until the input ends: on a terminal with a prompt and a history that lasts,
 * else (a pipe) without either.
 */
export async function openPrompt({ answer, today, community, console }: PromptOptions): Promise<void> {
  const isTerminal = Boolean(process.stdin.isTTY);
  const historyFile = join(envPaths('almanac', { suffix: '' }).data, 'history');
  const lines = createInterface({
    input: process.stdin,
    output: isTerminal ? process.stderr : undefined,
    terminal: isTerminal,
    prompt: '? ',
    history: isTerminal ? await readHistory(historyFile) : [],
    historySize: HISTORY_LENGTH,
    removeHistoryDuplicates: true,
    crlfDelay: Number.POSITIVE_INFINITY,
  } as Parameters<typeof createInterface>[0]);
  lines.on('SIGINT', () => lines.close());
  if (isTerminal) {
    console.note(`Ask about ${community.name}. ${HELP}`);
    lines.prompt();
  }
  for await (const line of lines) {
    const question = line.trim();
    if (/^(?:exit|quit|:q)$/i.test(question)) break;
    if (/^(?:help|\?)$/i.test(question)) console.note(HELP);
    else if (question !== '') {
      const day = today();
      console.print(`${renderAnswer(answer(question, day), day, console, community)}\n`);
      if (isTerminal) await remember(historyFile, question);
    }
    if (isTerminal) lines.prompt();
  }
  lines.close();
}

/** Earlier questions, the latest first, as readline wants them. */
async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).slice(-HISTORY_LENGTH).reverse();
}

/** A history that can't be kept is no reason to stop answering. */
async function remember(file: string, question: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
    .then(() => appendFile(file, `${question}\n`, { mode: 0o600 }))
    .catch(() => undefined);
}
