import type { EventInfo } from '../../../indexer/build-index.ts';
import { MONTHS } from '../../../indexer/month-names.ts';
import { type Html, html } from './html.ts';

/** `2017-05-25T19:46:00Z` → `25 May 2017` (in UTC). */
function formatDay(date: string): string {
  return `${Number(date.slice(8, 10))} ${formatMonth(date)}`;
}

/** `2017-05` → `May 2017`. */
export function formatMonth(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** A day for people and programs; with `today`, how many years ago it was, since knowledge ages. */
export function dayElement(date: string, today?: string): Html {
  const years = today === undefined ? 0 : fullYears(date.slice(0, 10), today);
  const age = years < 1 ? '' : ` (${years} year${years === 1 ? '' : 's'} old)`;
  return html`<time datetime="${date}">${formatDay(date)}</time>${age}`;
}

function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) >= from.slice(5) ? years : years - 1;
}

/** When an event is: days, or instants in its own zone, which is named; the page's script adds the reader's. */
export function eventTime({ start, end, timezone }: EventInfo): Html {
  if (start === null) return html`Date not announced`;
  if (start.length === 10) {
    const time = (date: string, text: string) => html`<time datetime="${date}">${text}</time>`;
    if (end === null || end === start) return time(start, formatDay(start));
    // As little as possible twice: "7 to 8 September 2017".
    const isOneMonth = start.slice(0, 7) === end.slice(0, 7);
    const first = isOneMonth ? String(Number(start.slice(8))) : formatDay(start);
    return html`${time(start, first)} to ${time(end, formatDay(end))}`;
  }
  const zone = timezone ?? 'UTC';
  const moment = (instant: string, text: string) =>
    html`<time datetime="${instant}" data-local>${text}</time>`;
  const [day, clock] = formatInstant(start, zone);
  const [lastDay, lastClock] = formatInstant(end ?? start, zone);
  const until = lastDay === day ? lastClock : `${lastDay}, ${lastClock}`;
  const isShort = end === null || end === start;
  // The script's line has its place from the start, so that nothing moves.
  return html`${moment(start, `${day}, ${clock}`)}${!isShort && html` to ${moment(end, until)}`} <span class="zone">${zone.replaceAll('_', ' ')} time</span><span class="yours" data-yours></span>`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Day and time of day: `15 June 2017`, `10:00`. */
function formatInstant(instant: string, timeZone: string): [day: string, clock: string] {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' });
    formatters.set(timeZone, formatter);
  }
  const [day = '', clock = ''] = formatter.format(new Date(instant)).split(/ at |, /);
  return [day, clock];
}
