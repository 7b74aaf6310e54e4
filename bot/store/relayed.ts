import type { Database } from 'libsql';
import type { RelayMemory } from '../bridge/relay-memory.ts';

/** Seconds after which nobody replies to a message or edits it any more. */
const REMEMBERED = 7 * 24 * 60 * 60;

/** A bridge's memory that lasts: what was relayed before a restart is not relayed again. */
export function relayedTable(database: Database): RelayMemory {
  database.prepare('DELETE FROM relayed WHERE at < unixepoch() - ?').run([REMEMBERED]);
  const insert = database.prepare(
    `INSERT INTO relayed (side, id, root, at) VALUES (?, ?, ?, unixepoch()) ON CONFLICT DO NOTHING`,
  );
  const rootOf = database.prepare('SELECT root FROM relayed WHERE side = ? AND id = ?');
  const select = database.prepare('SELECT id FROM relayed WHERE root = ? AND side = ? ORDER BY rowid');
  const findRoot = (side: string, id: string) =>
    (rootOf.get([side, id]) as { root: string } | undefined)?.root ?? `${side} ${id}`;
  return {
    add: (side, id) => insert.run([side, id, `${side} ${id}`]).changes > 0,
    link(side, id, other, copies) {
      const root = findRoot(side, id);
      for (const copy of copies) insert.run([other, copy, root]);
    },
    copies: (side, id, other) =>
      (select.all([findRoot(side, id), other]) as { id: string }[]).map((row) => row.id),
  };
}
