import type { Database } from 'libsql';
import type { Instant } from '../../indexer/types.ts';
import type { Lead, Reminder } from '../reminders/find-due.ts';

/** How far a message has come: `new` until it is claimed, `claimed` until it is known to have arrived. */
export type Delivery = 'new' | 'claimed' | 'sent';

export interface ReminderTable {
  /** Keeps a reminder; the same one again changes nothing. Its id. */
  add(reminder: Omit<Reminder, 'id'>): number;
  /** Notes when one is to be sent by what is known now of its event. */
  plan(id: number, due: Instant): void;
  /** All, or those of one target, in the order in which they were asked for. */
  list(of?: { readonly surface: string; readonly target: string }): Reminder[];
  /** Whether there was one. Only its own target can remove it. */
  remove(id: number, of: { readonly surface: string; readonly target: string }): boolean;
  /** Marks that the message with this key is about to be sent, and gives how far it had come before. */
  claim(key: string, at: Instant): Delivery;
  /** Marks that it has arrived. */
  finish(key: string): void;
  /** Forgets all messages but the last so many, by their order: a clock that is wrong makes it forget none. */
  keep(last: number): void;
}

/** @throws Error in each method when the database can't be read or written: the disk is full, say. */
export function reminderTable(database: Database): ReminderTable {
  const columns = 'id, event, lead, surface, target, zone, asked, due, language';
  const insert = database.prepare(
    `INSERT OR IGNORE INTO reminders (event, lead, surface, target, zone, asked, due, language)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare(
    'SELECT id FROM reminders WHERE event = ? AND lead = ? AND surface = ? AND target = ?',
  );
  const all = database.prepare(`SELECT ${columns} FROM reminders ORDER BY id`);
  const ofTarget = database.prepare(
    `SELECT ${columns} FROM reminders WHERE surface = ? AND target = ? ORDER BY id`,
  );
  const remove = database.prepare('DELETE FROM reminders WHERE id = ? AND surface = ? AND target = ?');
  const look = database.prepare('SELECT sent FROM deliveries WHERE key = ?');
  const begin = database.prepare('INSERT INTO deliveries (key, sent, at) VALUES (?, 0, ?)');
  const finish = database.prepare('UPDATE deliveries SET sent = 1 WHERE key = ?');
  const keep = database.prepare(
    'DELETE FROM deliveries WHERE rowid <= (SELECT max(rowid) FROM deliveries) - ?',
  );
  const plan = database.prepare('UPDATE reminders SET due = ? WHERE id = ?');
  const claim = database.transaction((key: string, at: Instant): Delivery => {
    const row = look.get([key]) as { sent: number } | undefined;
    if (row !== undefined) return row.sent === 1 ? 'sent' : 'claimed';
    begin.run([key, at]);
    return 'new';
  });
  return {
    add({ event, lead, surface, target, zone, asked, due, language }) {
      insert.run([event, lead, surface, target, zone, asked, due, language]);
      return (find.get([event, lead, surface, target]) as { id: number }).id;
    },
    list: (of) =>
      (of === undefined ? all.all([]) : ofTarget.all([of.surface, of.target])) as (Reminder & {
        lead: Lead;
      })[],
    remove: (id, { surface, target }) => remove.run([id, surface, target]).changes > 0,
    claim: (key, at) => claim.immediate(key, at),
    finish: (key) => void finish.run([key]),
    plan: (id, due) => void plan.run([due, id]),
    keep: (last) => void keep.run([last]),
  };
}
