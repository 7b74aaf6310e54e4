import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { decodeUtf8 } from './decode-utf8.ts';
import { line } from './front-matter-fields.ts';
import { SYNONYMS as FILE } from './list-content-files.ts';
import { readContentFile } from './read-content-file.ts';
import { readYaml } from './read-yaml.ts';
import type { Fault } from './types.ts';

const MOST_GROUPS = 2_000;
const MOST_WORDS = 50;

const words = z.array(line(80)).max(MOST_WORDS);
const groups = z
  .array(words.min(2, 'has fewer than two words\na word needs another that means the same'))
  .max(MOST_GROUPS);
const mapping = z
  .record(line(80), words.min(1, 'has no words\nname what means the same'))
  .refine((entries) => Object.keys(entries).length <= MOST_GROUPS, `has more than ${MOST_GROUPS} words`);

/**
 * Reads `synonyms.yaml` of a content folder: words, or short phrases, that mean the same to this
 * community. Each group of two or more is equal in all directions. Two forms:
 *
 *     - [nic, network card, network interface card]      # a list of groups
 *
 *     nic: [network card, network interface card]        # or a word and its others
 *
 * Without the file there are no groups; with an error in it there are none either, and `faults` say why.
 */
export async function readSynonyms(dir: string): Promise<{ groups: string[][]; faults: Fault[] }> {
  const target = await realpath(join(dir, FILE)).catch(() => null);
  if (target === null) return { groups: [], faults: [] };
  const tell = (line: number, column: number, message: string, hint: string) => ({
    groups: [],
    faults: [{ severity: 'error' as const, file: FILE, line, column, message, hint }],
  });
  if (!target.startsWith((await realpath(dir)) + sep)) {
    return tell(1, 1, 'leads outside the content folder, and is not followed', 'put the file itself here');
  }
  const { bytes, fault } = await readContentFile(dir, FILE);
  if (bytes === null) return { groups: [], faults: [fault] };
  const { text, line, column } = decodeUtf8(bytes);
  if (text === null) {
    return tell(line, column, 'the file is not in UTF-8 from here on', 'save it as UTF-8');
  }
  return parseSynonyms(FILE, text);
}

/** Reads the text of a `synonyms.yaml`; never throws. */
export function parseSynonyms(file: string, text: string): { groups: string[][]; faults: Fault[] } {
  const schema: z.ZodType<string[][]> = isList(text)
    ? groups
    : mapping.transform((entries) => Object.entries(entries).map(([word, others]) => [word, ...others]));
  const yaml = readYaml(text, schema);
  const faults = yaml.faults.map(({ line, column, message, hint }): Fault => {
    return { severity: 'error', file, line, column, message, hint };
  });
  const read = faults.length > 0 ? [] : (yaml.value ?? []);
  return { groups: read.map((group) => [...new Set(group)]).filter((group) => group.length > 1), faults };
}

/** By the first line that says something, so that faults are told about the form that was meant. */
function isList(text: string): boolean {
  const first = text.split('\n').find((line) => /^[^#\s]/.test(line.trim()));
  return /^(?:-|\[)/.test(first?.trim() ?? '');
}
