import { z } from 'zod';
import { isRecurrence } from './is-recurrence.ts';
import { parseDay, parseInstant } from './parse-instant.ts';

/*
 * The kinds of values that front matter holds. How the messages are written is told at `readYaml`.
 */

/** Controls, line separators, half characters, and marks that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Text of one line, without blanks around it. */
export function line(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !UNPRINTABLE.test(text), 'holds a line break or a control character\nwrite one line');
}

/** A key that may be left out, or stand without a value: unknown is null. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

export const tags = z
  .array(line(60))
  .max(50)
  .nullish()
  .transform((list) => [...new Set(list)]);

/** A few lines, none twice: names, versions. */
export const lines = z
  .array(line(200))
  .max(50)
  .nullish()
  .transform((list) => [...new Set(list)]);

/** An instant, normalised to UTC with seconds. */
export const instant = z.string().transform((text, context) => {
  const value = parseInstant(text.trim());
  if (value !== null) return value;
  context.issues.push({ code: 'custom', input: text, message: explainInstant(text.trim()) });
  return z.NEVER;
});

/** A day that exists. */
export const day = z
  .string()
  .trim()
  .refine((text) => parseDay(text) !== null, 'is not a day\nwrite 2017-11-06');

/** A rule of RFC 5545 by which an event recurs. */
export const recurrence = z
  .string()
  .trim()
  .refine(
    isRecurrence,
    'is no rule for days, weeks, months or years\nwrite it as calendars do: FREQ=WEEKLY;BYDAY=TH',
  );

/** A channel of an IRC network, or of Discord. */
export const channel = z
  .string()
  .trim()
  .regex(
    /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,31}\/[#&+!][^\s,\p{Cc}]{1,63}|\d{17,20})$/u,
    'names no channel\nwrite "oftc/#openstack-meeting", or the id of a Discord channel in quotes',
  );

/** A day, or an instant normalised to UTC with seconds. */
export const dayOrInstant = z.string().transform((text, context) => {
  const value = parseDay(text.trim()) ?? parseInstant(text.trim());
  if (value !== null) return value;
  const message = explainInstant(text.trim());
  const hint = message.startsWith('is not') ? 'write 2017-11-06, or 2017-11-06T08:00:00Z' : null;
  context.issues.push({
    code: 'custom',
    input: text,
    message: hint === null ? message : `is not a date\n${hint}`,
  });
  return z.NEVER;
});

function explainInstant(text: string): string {
  const inUtc = parseInstant(`${text}Z`) ?? parseInstant(`${text}T00:00:00Z`);
  if (inUtc === null) return 'is not a date\nwrite 2017-05-25T19:46:00Z';
  return `has no time zone\nif it is meant in UTC, write ${inUtc}`;
}

/** An address on the web: nothing else may become a link (`javascript:`, `data:`). */
export const webAddress = z
  .string()
  .trim()
  .max(2000)
  .refine(isWebAddress, 'is no web address\nwrite one that begins with https:// or http://');

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s"<>\\^`{|}]+$/iu.test(text) || UNPRINTABLE.test(text)) return false;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** The IANA name of a time zone: `Australia/Sydney`. */
export const timeZone = z
  .string()
  .trim()
  .refine(isTimeZone, 'is no time zone\nwrite its IANA name, as Australia/Sydney');

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // newer engines also take offsets, which know no summer time
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An id goes into addresses and file names, so its characters are few. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/,
    'is no id\nwrite up to 120 letters (A to Z), digits, hyphens, dots and underscores, a letter or digit first',
  );

/** Written by the importer, to know its own files again. */
export const imported = z.strictObject({
  from: optional(line(1000)),
  line: optional(z.int().min(1)),
  entry: optional(line(1000)),
  made: optional(line(200)),
  also: optional(z.array(webAddress).max(100)),
  digest: optional(line(200)),
});
