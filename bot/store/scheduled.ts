import type { Database } from 'libsql';
import type { Scheduled, ScheduledMemory } from '../reminders/scheduled-memory.ts';

/** What is scheduled in Discord's servers, and what was taken away there. */
export function scheduledTable(database: Database): ScheduledMemory {
  const dropBegun = database.prepare('DELETE FROM scheduled WHERE start <= ?');
  const select = database.prepare(
    'SELECT id, event, start, dismissed FROM scheduled WHERE guild = ? ORDER BY start, id',
  );
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO scheduled (guild, id, event, start, dismissed) VALUES (?, ?, ?, ?, 0)',
  );
  const dismiss = database.prepare('UPDATE scheduled SET dismissed = 1 WHERE guild = ? AND id = ?');
  const forget = database.prepare('DELETE FROM scheduled WHERE guild = ? AND id = ?');
  return {
    list(guild, now) {
      dropBegun.run([now]);
      const rows = select.all([guild]) as (Scheduled & { dismissed: number })[];
      return rows.map(({ id, event, start, dismissed }) => ({
        ...{ id, event, start },
        isDismissed: dismissed === 1,
      }));
    },
    note: (guild, { id, event, start }) => void upsert.run([guild, id, event, start]),
    dismiss: (guild, id) => void dismiss.run([guild, id]),
    forget: (guild, id) => void forget.run([guild, id]),
  };
}
