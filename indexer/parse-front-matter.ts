import matter from 'gray-matter';
import type { z } from 'zod';
import { readYaml } from './read-yaml.ts';
import type { Fault } from './types.ts';

export interface FrontMatter<T> {
  /** Null when the front matter has faults other than unknown keys. */
  readonly value: T | null;
  /** The text below the front matter; empty when there is none to tell it from. */
  readonly body: string;
  /** The 1-based line on which `body` begins. */
  readonly bodyLine: number;
  readonly faults: readonly Fault[];
}

/** In characters. The longest that the library's search for comments reads in no time. */
const LONGEST = 16 * 1024;
const MOST_LINES = 500;

/** gray-matter only cuts: what it would run or read in its own way is never reached, and refuses. */
const engines = {
  yaml: () => ({}),
  json: refuseEngine,
  javascript: refuseEngine,
};

/**
 * Cuts a Markdown file into front matter and body, and checks the front matter by a schema (see
 * `readYaml`). Front matter stands between two lines `---`, the first of which is the file's first, and is
 * YAML; any other language is refused. Never throws; all faults come at once.
 */
export function parseFrontMatter<T>(file: string, text: string, schema: z.ZodType<T>): FrontMatter<T> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const faults: Fault[] = [];
  const control = findControl(source);
  if (control !== null) faults.push({ severity: 'error', file, ...control });
  const refusal = refuseShape(source);
  if (refusal !== null) {
    faults.push({ severity: 'error', file, ...refusal });
    return { value: null, body: '', bodyLine: 1, faults };
  }

  const parts = matter(source, { language: 'yaml', engines }); // with options, it keeps no cache
  // It begins behind the first `---`, still on line 1; the break before the last `---` is cut off.
  const yaml = readYaml(`${parts.matter}\n`, schema, 1);
  for (const { line, column, message, hint, kind } of yaml.faults) {
    const severity = kind === 'unknown-key' ? 'warning' : 'error';
    faults.push({ severity, file, line, column, message, hint });
  }
  const above = source.slice(0, source.length - parts.content.length);
  return { value: yaml.value, body: parts.content, bodyLine: above.split('\n').length, faults };
}

type Place = Omit<Fault, 'severity' | 'file'>;

/** Why the text can't be handed to gray-matter, or null: it has one plain block of front matter. */
function refuseShape(text: string): Place | null {
  const at = (line: number, column: number, message: string, hint: string): Place => ({
    line,
    column,
    message,
    hint,
  });
  // As gray-matter takes it: a lone carriage return does not end it.
  const firstLine = text.slice(0, text.search(/\r?\n|$/));
  if (!/^---(?!-)/.test(firstLine)) {
    const hint = 'begin it with a line ---, then keys such as title: and published:, then a line ---';
    return at(1, 1, 'the file has no front matter', hint);
  }
  if (!/^---[ \t]*$/.test(firstLine)) {
    const language = JSON.stringify(firstLine.slice(3, 43).trim());
    const message = `front matter in a language of its own is refused, no code is run: ${language}`;
    return at(1, 4, message, 'write --- alone in the first line, and YAML below it');
  }
  const close = text.indexOf('\n---', 3);
  if (close === -1) {
    return at(1, 1, 'the front matter is not closed', 'put a line --- below its last key');
  }
  const lines = text.slice(0, close).split('\n').length;
  if (close > LONGEST || lines > MOST_LINES) {
    const message = `the front matter is larger than 16 KiB or ${MOST_LINES} lines`;
    return at(1, 1, message, 'move what is meant to be read below it');
  }
  if (!/^---[ \t]*(?:\r?\n|$)/.test(text.slice(close + 1, text.indexOf('\n', close + 1) + 1 || undefined))) {
    return at(lines + 1, 1, 'a line that begins with --- must hold nothing else here', 'write --- alone');
  }
  return null;
}

/** Controls can steer a terminal, and a lone carriage return shifts the line numbers. */
function findControl(text: string): Place | null {
  const found = /(?![\t\n]|\r\n)\p{Cc}/u.exec(text);
  if (found === null) return null;
  const lines = text.slice(0, found.index).split('\n');
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    message: `the file holds a control character: U+${code}`,
    hint: code === '000D' ? 'end lines with LF or CR LF' : 'delete it',
  };
}

function refuseEngine(): never {
  throw new Error('front matter other than YAML is refused');
}
