import type { Lead } from '../../reminders/find-due.ts';

/** What somebody wants of their reminders. */
export type RemindWish =
  | { readonly wish: 'add'; readonly event: string; readonly lead: Lead; readonly isHere: boolean }
  | { readonly wish: 'list' }
  | { readonly wish: 'cancel'; readonly id: number }
  | { readonly wish: 'zone'; readonly zone: string }
  | { readonly wish: 'help' };

const ADD =
  /^(?<event>.*?)[\s,]*(?:\b(?:an?|one|1)\s+)?\b(?<lead>week|day|hour)(?:\s+(?:before|ahead|earlier))?$/i;

/** `summit, a week before here` → the summit, a week before, in this channel; without a time, a day before. */
export function readRemind(text: string): RemindWish {
  if (/^list$/i.test(text)) return { wish: 'list' };
  const [, id] = /^cancel #?(\d{1,9})$/i.exec(text) ?? [];
  if (id !== undefined) return { wish: 'cancel', id: Number(id) };
  const [, zone] = /^zone (\S{1,50})$/i.exec(text) ?? [];
  if (zone !== undefined) return { wish: 'zone', zone };
  const isHere = /\shere$/i.test(text);
  const asked = text.replace(/\s+here$/i, '').replace(/^(?:me )?of /i, '');
  const { event = asked, lead = 'day' } = ADD.exec(asked)?.groups ?? {};
  if (event.trim() === '') return { wish: 'help' };
  return { wish: 'add', event: event.trim(), lead: lead.toLowerCase() as Lead, isHere };
}
