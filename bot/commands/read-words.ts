import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InputFault } from '../input-fault.ts';

const LARGEST_FILE = 64 * 1024;
const LONGEST_WORD = 80;

/**
 * The names of products, from the setting `words`: a list, or a file with one a line (`#` begins a note), counted
 * from the folder of the configuration. @throws InputFault when the file can't be taken.
 */
export async function readWords(
  given: readonly string[] | string,
  configFile: string | null,
): Promise<readonly string[]> {
  if (typeof given !== 'string') return given;
  const path = resolve(dirname(configFile ?? ''), given);
  const refuse = (why: string) => new InputFault(`the list of words ${given} ${why}`);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw refuse(`can't be read (${error.code})`);
  });
  if (!stats.isFile() || stats.size > LARGEST_FILE) throw refuse('is no file of 64 KB at most');
  const words = (await readFile(path, 'utf8'))
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
  const long = words.find((word) => word.length > LONGEST_WORD);
  if (long !== undefined) throw refuse(`has a name of more than ${LONGEST_WORD} characters`);
  return words;
}
