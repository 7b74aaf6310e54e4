import { z } from 'zod';
import {
  channel,
  day,
  dayOrInstant,
  id,
  imported,
  line,
  optional,
  recurrence,
  tags,
  timeZone,
  webAddress,
} from './front-matter-fields.ts';
import { nameContent } from './name-content.ts';
import { parseFrontMatter } from './parse-front-matter.ts';
import { parseDay, parseInstant } from './parse-instant.ts';
import type { Event, EventStatus, Fault } from './types.ts';

const STATUSES = ['confirmed', 'tentative', 'cancelled'] as const satisfies readonly EventStatus[];

/** Also asked when other keys have faults, so that all are told at once. */
const always = { path: ['end'], when: () => true };

const eventSchema = z
  .strictObject({
    id: optional(id),
    name: line(300),
    start: dayOrInstant.nullable(),
    end: optional(dayOrInstant),
    timezone: optional(timeZone),
    place: optional(line(300)),
    online: optional(z.boolean()),
    url: optional(webAddress),
    tags,
    kind: optional(line(60)),
    channel: optional(channel),
    rrule: optional(recurrence),
    exdates: z
      .array(day)
      .max(500)
      .nullish()
      .transform((list) => [...new Set(list)].sort()),
    uid: optional(line(255)),
    sequence: z
      .int()
      .min(0)
      .max(2_147_483_647)
      .nullish()
      .transform((count) => count ?? 0),
    imported: optional(imported),
    sources: z
      .array(id)
      .max(100)
      .nullish()
      .transform((list) => list ?? []),
    status: z
      .enum(STATUSES)
      .nullish()
      .transform((status) => status ?? 'confirmed'),
  })
  .refine(({ start, end }) => judgeEnd(start, end) !== 'other form', {
    ...always,
    error: 'is not of the same form as "start"\nwrite both as days, or both as instants',
  })
  .refine(({ start, end }) => judgeEnd(start, end) !== 'no start', {
    ...always,
    error: 'stands without a "start"\nwrite both, or leave the end out until a date is announced',
  })
  .refine(({ start, end }) => judgeEnd(start, end) !== 'too early', {
    ...always,
    error: 'is before "start"\nan end is the last day of the event, or the instant at which it ends',
  })
  .refine((event) => judgeRecurrence(event) !== 'no start', {
    path: ['rrule'],
    error: 'stands without a "start"\nwrite in "start" when the event is held for the first time',
  })
  .refine((event) => judgeRecurrence(event) !== 'no rule', {
    path: ['exdates'],
    error: 'stands without an "rrule"\nonly a recurring event has exceptions',
  });

/** Neither recurs without a first time, nor has an exception without a rule. */
function judgeRecurrence({ start, rrule, exdates }: Record<string, unknown>): 'no start' | 'no rule' | null {
  if (start === null && typeof rrule === 'string') return 'no start';
  return Array.isArray(exdates) && exdates.length > 0 && rrule === null ? 'no rule' : null;
}

/** Values with faults of their own come here as the file has them: they are not judged. */
function judgeEnd(start: unknown, end: unknown): 'no start' | 'other form' | 'too early' | null {
  if (start === null && isMoment(end)) return 'no start';
  if (!isMoment(start) || !isMoment(end)) return null;
  if (start.length !== end.length) return 'other form';
  return end < start ? 'too early' : null;
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && value === (parseDay(value) ?? parseInstant(value));
}

/**
 * Reads one file of `events/`. `file` is its path inside the content folder. Times of day carry their
 * offset from UTC (`2017-11-06T09:00:00+11:00`), with or without `timezone`: that one says in which zone
 * the event is held, and never shifts a time. `start: null`, written out, says that no date is announced. All faults come at once; `event` is null when one of them is
 * an error. A description below the front matter may be missing. Never throws.
 */
export function parseEvent(file: string, text: string): { event: Event | null; faults: Fault[] } {
  const { value, body, bodyLine, faults: found } = parseFrontMatter(file, text, eventSchema);
  const faults = [...found];
  if (value === null) return { event: null, faults };
  const { id: given, imported: _bookkeeping, ...fields } = value;
  const event: Event = { ...fields, id: nameContent(file, given, faults), file, body, bodyLine };
  return { event: faults.some((fault) => fault.severity === 'error') ? null : event, faults };
}

/** A JSON Schema (draft 7, which editors know best) of the front matter of an event. */
export function eventJsonSchema(): object {
  return z.toJSONSchema(eventSchema, { target: 'draft-7', io: 'input' });
}
