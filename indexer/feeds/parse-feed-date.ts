import { parseInstant } from '../parse-instant.ts';
import type { Instant } from '../types.ts';

/** Hours from UTC of zones that feeds name and RFC 822 does not. */
const ZONES: Readonly<Record<string, string>> = {
  WET: '+0000',
  WEST: '+0100',
  BST: '+0100',
  CET: '+0100',
  MET: '+0100',
  CEST: '+0200',
  MEST: '+0200',
  EET: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  IST: '+0530',
  JST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
  NZST: '+1200',
  NZDT: '+1300',
};
/** Before the web there was no feed: such dates are a clock's or a program's mistake. */
const FIRST = '1990-01-01T00:00:00Z';

/**
 * Reads a date as feeds write it: RFC 822 with its many mistakes, ISO 8601 with less or more than it should hold.
 * Without a zone it is UTC. Null when it is none, or before 1990.
 */
export function parseFeedDate(text: string | undefined): Instant | null {
  const given = (text ?? '').trim().slice(0, 100);
  if (!/\d/.test(given)) return null;
  const instant =
    parseInstant(given) ??
    fromMilliseconds(Date.parse(nameZone(given))) ??
    fromMilliseconds(Date.parse(given));
  return instant !== null && instant >= FIRST ? instant : null;
}

function nameZone(text: string): string {
  const known = text.replace(/\b[A-Z]{3,4}$/, (zone) => ZONES[zone] ?? zone);
  if (/^\d{4}-\d\d-\d\d$/.test(known)) return `${known}T00:00:00Z`;
  if (/^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(known)) return `${known.replace(' ', 'T')}Z`;
  return /(?:[+-]\d\d:?\d\d|Z|[A-Z]{2,4})$/.test(known) ? known : `${known} UTC`;
}

function fromMilliseconds(time: number): Instant | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : parseInstant(date.toISOString());
}
