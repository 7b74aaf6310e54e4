import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import envPaths from 'env-paths';
import type { Console } from '../console.ts';

const HISTORY_LENGTH = 500;
const HELP = 'Type a question and press Enter. Arrow up brings earlier ones back. "exit" or Ctrl-D leaves.';

/**
 * Answers line by line until the input ends: on a terminal with a prompt and a history that lasts,
 * else (a pipe) without either. `news` is told last before the first line. Gives whether somebody was there
 * who now wants no more: not so where there is no terminal and nothing was asked.
 */
export async function openPrompt(
  reply: (question: string) => string,
  name: string,
  console: Console,
  news?: string,
): Promise<boolean> {
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
  if (isTerminal) console.note(`Ask about ${name}. ${HELP}`);
  if (news !== undefined) console.note(news);
  if (isTerminal) lines.prompt();
  let wasUsed = isTerminal;
  for await (const line of lines) {
    const question = line.trim();
    wasUsed ||= question !== '';
    if (/^(?:exit|quit|:q)$/i.test(question)) break;
    if (/^(?:help|\?)$/i.test(question)) console.note(HELP);
    else if (question !== '') {
      console.print(reply(question));
      if (isTerminal) console.print('');
      if (isTerminal) await remember(historyFile, question);
    }
    if (isTerminal) lines.prompt();
  }
  lines.close();
  return wasUsed;
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
