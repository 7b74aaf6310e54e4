import { LONGEST_QUESTION } from '../../render/html/answer-page.ts';

/** The parameters of the API. */
export interface ApiQuery {
  readonly q: string;
  readonly earlier: string | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly author: string | undefined;
  readonly tag: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly today: string | undefined;
  readonly when: 'coming' | 'past' | 'all';
}

/** Reads a parameter; what is wrong with it is told as a text. */
type Reader<T> = (text: string | null) => { readonly value: T } | string;

const LONGEST_FILTER = 200;

const READERS: { readonly [K in keyof ApiQuery]: Reader<ApiQuery[K]> } = {
  q: (text) =>
    text === null || text.trim() === '' ? 'is missing' : tooLong(text, LONGEST_QUESTION) || { value: text },
  earlier: optional((text) => tooLong(text, LONGEST_QUESTION)),
  skip: wholeNumber(0, 1_000, 0),
  limit: wholeNumber(1, 100, 10),
  author: optional((text) => tooLong(text, LONGEST_FILTER)),
  tag: optional((text) => tooLong(text, LONGEST_FILTER)),
  since: optional(notADay),
  until: optional(notADay),
  today: optional(notADay),
  when: (text) =>
    text === null
      ? { value: 'coming' }
      : text === 'coming' || text === 'past' || text === 'all'
        ? { value: text }
        : 'is none of coming, past, all',
};

/** Gives the parameters of these names, or says what is wrong: `"limit" is no whole number from 1 to 100`. */
export function readApiQuery<K extends keyof ApiQuery>(
  query: URLSearchParams,
  names: readonly K[],
): Pick<ApiQuery, K> | string {
  const values: Partial<Record<keyof ApiQuery, unknown>> = {};
  for (const name of query.keys()) {
    if (!(names as readonly string[]).includes(name)) return `"${name.slice(0, 40)}" is no parameter here`;
  }
  for (const name of names) {
    const read = READERS[name](query.get(name));
    if (typeof read === 'string') return `"${name}" ${read}`;
    values[name] = read.value;
  }
  return values as Pick<ApiQuery, K>;
}

function optional(fault: (text: string) => string): Reader<string | undefined> {
  return (text) => (text === null || text === '' ? { value: undefined } : fault(text) || { value: text });
}

function tooLong(text: string, longest: number): string {
  return text.length > longest ? `is longer than ${longest} characters` : '';
}

function notADay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && date.getTime() >= 0 && date.toISOString().startsWith(text);
  return isDay ? '' : 'is no day like 2017-05-26';
}

function wholeNumber(least: number, most: number, usual: number): Reader<number> {
  return (text) => {
    if (text === null || text === '') return { value: usual };
    const isFine = /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
    return isFine ? { value: Number(text) } : `is no whole number from ${least} to ${most}`;
  };
}
