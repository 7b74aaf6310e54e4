import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text as readAll } from 'node:stream/consumers';
import { formatFault } from '../../indexer/check/format-fault.ts';
import { writeContentFile } from '../../indexer/new/write-content-file.ts';
import { type ContentKind, type DraftFields, draftContent } from '../../indexer/new/draft-content.ts';
import { toInstant } from '../../indexer/to-instant.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

export interface NewOptions extends SharedOptions {
  readonly author?: string;
  readonly tags?: readonly string[];
  readonly url?: string;
  readonly license?: string;
  readonly start?: string;
  readonly end?: string;
  readonly timezone?: string;
  readonly place?: string;
  /** Markdown; `-`: from standard input. */
  readonly text?: string;
}

/** What a file can't do without, and how it is asked for. */
const NEEDED: Readonly<Record<ContentKind, readonly (readonly [string, string])[]>> = {
  post: [
    ['title', 'Title: '],
    ['author', 'Author: '],
  ],
  event: [
    ['name', 'Name: '],
    ['start', 'First day (2017-11-06), or empty while none is announced: '],
  ],
};

/** `almanac new`: writes a valid file that was not there, and prints its path; exit code 1 when it would have faults. */
export async function runNew(kind: ContentKind, title: string, options: NewOptions): Promise<void> {
  const console = createConsole(process);
  const folder = options.content ?? (await readConfig(options, console)).content;
  const now = options.today === undefined ? toInstant(new Date()) : `${options.today}T00:00:00Z`;
  const answers = await askFor(kind, { title, name: title, author: options.author, start: options.start });
  const { tags, url, license, end, timezone, place } = options;
  const fields: DraftFields =
    kind === 'post'
      ? { title: answers.title, author: answers.author, published: now, url, tags, license }
      : { name: answers.name, start: answers.start || null, end, timezone, place, url, tags };
  const markdown = options.text === '-' ? await readAll(process.stdin) : (options.text ?? '');
  const draft = draftContent(kind, fields, markdown, now);
  for (const fault of draft.faults) console.complain(formatFault(fault, folder));
  if (draft.faults.some(({ severity }) => severity === 'error')) throw new InputFault('nothing was written');
  const isWritten = await writeContentFile(folder, draft.file, draft.text);
  if (!isWritten) throw new InputFault(`${join(folder, draft.file)} is there already`);
  const path = join(folder, draft.file);
  console.print(options.json ? JSON.stringify({ file: path }) : path);
}

/** Asks on the terminal for what is needed and was not given. */
async function askFor(
  kind: ContentKind,
  given: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const missing = NEEDED[kind].filter(([key]) => !given[key]);
  for (const [key] of NEEDED[kind]) answers[key] = given[key] ?? '';
  if (missing.length === 0) return answers;
  if (!process.stdin.isTTY) {
    const unsaid = missing.map(([key]) => key).filter((key) => key !== 'start');
    if (unsaid.length === 0) return answers;
    throw new InputFault(`a new ${kind} needs: ${unsaid.join(', ')} (see almanac new ${kind} --help)`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (const [key, question] of missing) answers[key] = (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
  return answers;
}
