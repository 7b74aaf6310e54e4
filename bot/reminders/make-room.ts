import type { EventInfo } from '../../indexer/build-index.ts';
import type { Instant } from '../../indexer/types.ts';
import type { ReminderTable } from '../store/reminders.ts';
import type { Reminder } from './find-due.ts';
import { planReminder } from './plan-reminder.ts';

/** For one person or channel; as many as Discord offers to choose from. */
export const MOST_REMINDERS = 25;

/** The reminders of a person or channel whose events are still to come. */
export function listComing(
  table: Pick<ReminderTable, 'list'>,
  of: Pick<Reminder, 'surface' | 'target'>,
  events: readonly EventInfo[],
  now: Instant,
): { reminder: Reminder; event: EventInfo; due: Instant | null }[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return table.list(of).flatMap((reminder) => {
    const event = byId.get(reminder.event);
    const plan = event === undefined ? null : planReminder(event, reminder.lead, reminder.zone, now);
    if (event === undefined || plan?.outcome !== 'kept') return [];
    return [{ reminder, event: plan.event, due: plan.due }];
  });
}

/** Whether there is room for one more reminder; what has had its time goes first. */
export function makeRoom(
  table: Pick<ReminderTable, 'list' | 'remove'>,
  of: Pick<Reminder, 'surface' | 'target'>,
  events: readonly EventInfo[],
  now: Instant,
): boolean {
  const all = table.list(of);
  if (all.length < MOST_REMINDERS) return true;
  const coming = new Set(listComing(table, of, events, now).map(({ reminder }) => reminder.id));
  const had = all.filter(({ id }) => !coming.has(id));
  for (const { id } of had) table.remove(id, of);
  return all.length - had.length < MOST_REMINDERS;
}
