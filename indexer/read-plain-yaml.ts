const KEY = /^(?!(?:null|true|false):)([a-z]{1,20}(?:_[a-z]{1,20})?):(?: (.+))?$/u;
const LIST = /^\[(.*)\]$/u;
const QUOTED = /^(?:"((?:[^"\\\p{C}]|\\["\\])*)"|'((?:[^'\p{C}]|'')*)')$/u;
/** Holds neither ": " nor " #". */
const TEXT = /^[\p{L}\p{N}](?:[^\p{C}:#]|:(?! )|(?<! )#)*(?<![ :])$/u;
/** Between brackets more marks have a meaning. */
const LISTED_TEXT = /^[\p{L}\p{N}][\p{L}\p{N}._/+ -]*(?<! )$/u;
const INTEGER = /^(?:0|[1-9]\d{0,14})$/;
const MOST_LEVELS = 3;

/**
 * Reads YAML as nearly all front matter is written: keys of lower case, each with a value on its line, or with a group
 * of such keys or a list of values or groups below, indented by two. Gives the data that YAML 1.2 (core schema) takes it
 * for; `null` for any other text, be it right or wrong, and for one without keys. O(text).
 */
export function readPlainYaml(text: string): Record<string, unknown> | null {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.length === 0 ? null : (readGroup(lines, 1) ?? null);
}

/** `undefined`, as below: not written like that. */
function readGroup(lines: readonly string[], level: number): Record<string, unknown> | undefined {
  const group: Record<string, unknown> = {};
  for (let at = 0; at < lines.length; ) {
    const [, key, written] = KEY.exec(lines[at++] as string) ?? [];
    if (key === undefined || Object.hasOwn(group, key)) return undefined;
    const below: string[] = [];
    while (lines[at]?.startsWith('  ')) below.push((lines[at++] as string).slice(2));
    if (written !== undefined && below.length > 0) return undefined;
    const value = written === undefined ? readBelow(below, level + 1) : readValue(written);
    if (value === undefined) return undefined;
    group[key] = value;
  }
  return group;
}

function readBelow(lines: readonly string[], level: number): unknown {
  if (lines.length === 0) return null;
  if (level > MOST_LEVELS) return undefined;
  if (!lines[0]?.startsWith('- ')) return readGroup(lines, level);
  const items: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('- ')) items.push([]);
    else if (!line.startsWith('  ')) return undefined;
    items.at(-1)?.push(line.slice(2));
  }
  return allOf(items.map((item) => readItem(item, level + 1)));
}

function readItem(lines: readonly string[], level: number): unknown {
  const first = lines[0] as string;
  return lines.length > 1 || KEY.test(first) ? readGroup(lines, level) : readScalar(first);
}

function readValue(written: string): unknown {
  const listed = LIST.exec(written)?.[1];
  if (listed === undefined) return readScalar(written);
  if (listed === '') return [];
  return allOf(listed.split(/, ?/).map((text) => (LISTED_TEXT.test(text) ? readScalar(text) : undefined)));
}

function readScalar(written: string): string | number | undefined {
  const quoted = QUOTED.exec(written);
  if (quoted !== null) return quoted[1]?.replace(/\\(.)/g, '$1') ?? quoted[2]?.replaceAll("''", "'");
  if (INTEGER.test(written)) return Number(written);
  const isText = TEXT.test(written) && !/^(?:null|true|false)$/i.test(written);
  return isText && Number.isNaN(Number(written)) ? written : undefined;
}

function allOf<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  return values.includes(undefined) ? undefined : (values as readonly T[]);
}
