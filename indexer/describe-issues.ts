import type { z } from 'zod';
import { suggest } from './suggest.ts';

type Path = readonly PropertyKey[];

/** One thing that a schema has against a value, in words that read on after the name of its key. */
export interface DescribedIssue {
  readonly path: Path;
  /** What to point at. */
  readonly part: 'key' | 'value';
  /** `must be text, not a number: 2017` */
  readonly message: string;
  readonly hint: string | null;
  readonly kind: 'unknown-key' | 'invalid';
}

/**
 * Checks plain data by a schema. `value` is null when there are issues, except when they are all unknown
 * keys: then it is the value without these keys, which are also taken out of `input`. `written` gives a
 * scalar as it stands in its source, for numbers that lose digits when they are read. The convention for
 * messages of the schema is told at `readYaml`.
 */
export function describeIssues<T>(
  input: unknown,
  schema: z.ZodType<T>,
  written: (path: Path) => string | null = () => null,
): { value: T | null; issues: DescribedIssue[] } {
  const knownKeys = new WeakMap<readonly string[], readonly string[]>();
  const error = (raw: z.core.$ZodRawIssue): string => {
    if (raw.code === 'unrecognized_keys') knownKeys.set(raw.keys as string[], keysOf(raw.inst));
    return plainWords(raw);
  };
  const first = schema.safeParse(input, { error });
  if (first.success) return { value: first.data, issues: [] };

  const issues: DescribedIssue[] = [];
  for (const issue of unfold(first.error.issues)) {
    const value = valueAt(input, issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const near = suggest(key, knownKeys.get(issue.keys) ?? []);
        const hint = near === null ? listKeys(knownKeys.get(issue.keys) ?? []) : `did you mean "${near}"?`;
        issues.push({
          path: [...issue.path, key],
          part: 'key',
          message: 'is no known key',
          hint,
          kind: 'unknown-key',
        });
      }
    } else {
      const part = issue.code === 'invalid_key' ? 'key' : 'value';
      issues.push({
        path: issue.path,
        part,
        ...describe(issue, value, written(issue.path)),
        kind: 'invalid',
      });
    }
  }
  if (issues.some((issue) => issue.kind === 'invalid')) return { value: null, issues };
  if (!issues.every(({ path }) => removeKey(input, path))) return { value: null, issues };
  const again = describeIssues(input, schema, written); // rules across keys are tried only on known keys
  return { value: again.value, issues: [...issues, ...again.issues] };
}

function describe(
  issue: z.core.$ZodIssue,
  value: unknown,
  written: string | null,
): { message: string; hint: string | null } {
  const [words = '', ownHint = null] = issue.message.split('\n');
  if (value === undefined) return { message: 'is missing', hint: ownHint };
  if (value === null) return { message: 'has no value', hint: ownHint ?? 'write one, or leave the key out' };
  const message = `${words}${describeFound(issue, value, words, show(value, written))}`;
  return { message, hint: ownHint ?? hintFor(issue, value, written) };
}

/** What stands there instead, to be read after the words that say what should. */
function describeFound(issue: z.core.$ZodIssue, value: unknown, words: string, shown: string | null): string {
  if (words.startsWith('must be ')) {
    if (issue.code === 'invalid_value' || issue.code === 'invalid_union')
      return `, not ${shown ?? kindOf(value)}`;
    const isFraction = issue.code === 'invalid_type' && issue.expected === 'int' && typeof value === 'number';
    if (issue.code === 'invalid_type' && !isFraction)
      return `, not ${kindOf(value)}${shown === null ? '' : `: ${shown}`}`;
  }
  return shown === null ? '' : `: ${shown}`;
}

function hintFor(issue: z.core.$ZodIssue, value: unknown, written: string | null): string | null {
  if (issue.code === 'invalid_type') {
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    if (issue.expected === 'string' && isScalar) return `put it in quotes: "${written ?? String(value)}"`;
    if (issue.expected === 'array' && typeof value === 'string')
      return `write a list: [${JSON.stringify(value)}]`;
    if (issue.expected === 'boolean' && /^(yes|on)$/i.test(String(value))) return 'write true';
    if (issue.expected === 'boolean' && /^(no|off)$/i.test(String(value))) return 'write false';
    const isQuoted = issue.expected === 'number' && typeof value === 'string' && /^\d+$/.test(value);
    if (isQuoted) return `write it without quotes: ${value}`;
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const near = suggest(
      value,
      issue.values.filter((allowed) => typeof allowed === 'string'),
    );
    if (near !== null) return `did you mean "${near}"?`;
  }
  return null;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  null: 'nothing',
};

/** Words for issues whose schema brings none: to be read after the name of the key. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeNames[issue.expected as string] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${(issue.values as unknown[]).map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'is empty' : `is shorter than ${issue.minimum} characters`;
      if (issue.origin === 'array') return `has fewer than ${issue.minimum} entries`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `is longer than ${issue.maximum} characters`;
      if (issue.origin === 'array') return `has more than ${issue.maximum} entries`;
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_union': {
      const forms = (issue.errors as z.core.$ZodIssue[][]).map(
        (branch) => branch[0]?.message.split('\n')[0] ?? '',
      );
      const named = forms
        .filter((form) => form.startsWith('must be '))
        .map((form) => form.slice('must be '.length));
      return named.length > 0 ? `must be ${named.join(' or ')}` : 'has none of the forms that are known';
    }
    case 'invalid_format':
      return 'does not have the form that it should';
    default:
      return 'is not valid';
  }
}

/** Of a failed union, the issues of the branch that the value was meant for, where one can be told. */
function unfold(issues: readonly z.core.$ZodIssue[], above: Path = []): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union') {
      const meant = issue.errors.find((branch) => branch.every((inner) => !isOtherKind(inner)));
      if (meant !== undefined) return unfold(meant, path);
    }
    return [{ ...issue, path }];
  });
}

function isOtherKind(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function keysOf(schema: unknown): readonly string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return shape === undefined ? [] : Object.keys(shape);
}

function listKeys(keys: readonly string[]): string | null {
  return keys.length === 0 ? null : `known keys: ${keys.join(', ')}`;
}

function kindOf(value: unknown): string {
  const type = Array.isArray(value) ? 'array' : typeof value;
  return typeNames[type] ?? type;
}

/** A scalar as a person wrote it, cut to a line; null for lists and groups. */
function show(value: unknown, written: string | null): string | null {
  if (typeof value === 'object') return null;
  const text = typeof value === 'string' ? JSON.stringify(value) : (written ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** False when there is no such key, because the schema changed the data on its way. */
function removeKey(input: unknown, path: Path): boolean {
  const parent = valueAt(input, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined) return false;
  return Object.hasOwn(parent, key) && Reflect.deleteProperty(parent, key);
}
