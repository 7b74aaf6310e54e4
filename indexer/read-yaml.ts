import type { z } from 'zod';
import { describeIssues } from './describe-issues.ts';
import { namePath } from './name-path.ts';
import { parseYaml } from './parse-yaml.ts';
import { toOneLine } from './to-one-line.ts';

const mostFaults = 100;

/** What is wrong in a YAML text, where, and how to mend it. */
export interface YamlFault {
  /** 1-based; the line of the file when `firstLine` was given. */
  line: number;
  /** 1-based, in UTF-16 code units. */
  column: number;
  /** The key, as a person would name it: `sources[0].published`; empty for the whole text. */
  path: string;
  /** `"published" is not a date: "2017-13-01"` */
  message: string;
  /** The mend: `write 2017-05-25T19:46:00Z`. */
  hint: string | null;
  kind: 'syntax' | 'unknown-key' | 'invalid';
}

/**
 * Reads a YAML text that people write and checks it by a schema; never throws, whatever the text. All
 * faults (at most 100) come at once, in the order of their lines; a text with a fault of syntax is not checked further.
 * `value` is null when there are faults, except when unknown keys are the only ones: then it is the value
 * without them. An empty text counts as one without keys. `firstLine` is the line of the file on which
 * the text begins.
 *
 * Words for people come from the schema's own error messages: the first line is what is wrong, to be read
 * after the key's name, the second line (if any) is the hint. The offending value is added by this function:
 * `z.iso.datetime('is not a date\nwrite 2017-05-25T19:46:00Z')` gives `"published" is not a date:
 * "2017-13-01"`, with that hint; so do `.refine(test, 'is before "start"')` and
 * `ctx.addIssue({ code: 'custom', path: ['end'], message: 'is before "start"' })`. A schema without a
 * message gets plain words of its own: `"title" must be text, not a number: 2017`. Missing keys are always
 * said to be missing (a schema's hint is kept). Use `z.strictObject` to have unknown keys refused.
 */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  firstLine = 1,
): { value: T | null; faults: YamlFault[] } {
  const yaml = parseYaml(text, firstLine);
  const faults: YamlFault[] = yaml.faults.map(({ at, path, message, hint, kind }) => ({
    ...at,
    path: namePath(path),
    message: toOneLine(message),
    hint,
    kind,
  }));
  if (faults.some((fault) => fault.kind === 'syntax')) return { value: null, faults };

  const input = yaml.value ?? {};
  const checked = describeIssues(input, schema, (path) => yaml.written(path));
  for (const { path, part, message, hint, kind } of checked.issues) {
    const commented = yaml.isCommentedOut(path) ? 'a "#" begins a comment: put the value in quotes' : null;
    const name = namePath(path);
    faults.push({
      ...yaml.locate(path, part),
      path: name,
      message: toOneLine(`${name === '' ? 'the text' : `"${name}"`} ${message}`),
      hint: commented ?? hint,
      kind,
    });
  }
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  const value = faults.every((fault) => fault.kind === 'unknown-key') ? checked.value : null;
  return { value, faults: faults.slice(0, mostFaults) };
}
