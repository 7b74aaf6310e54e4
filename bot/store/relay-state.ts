import type { Database } from 'libsql';
import type { Outgoing } from '../bridge/bridge-end.ts';
import type { Kept, RelayState } from '../bridge/relay-state.ts';

/** Milliseconds after which nobody asks for what waits: its side is in the configuration no more. */
const LEFT_BEHIND = 7 * 24 * 60 * 60_000;

/** What moderators told the relays, and what waits for sides that are away. */
export function relayStateTable(database: Database): RelayState {
  database.prepare('DELETE FROM relay_waiting WHERE at < unixepoch() * 1000 - ?').run([LEFT_BEHIND]);
  const side = database.prepare('SELECT paused, lost FROM relay_sides WHERE side = ?');
  const setPaused = database.prepare(
    `INSERT INTO relay_sides (side, paused, lost) VALUES (?, ?, 0)
     ON CONFLICT (side) DO UPDATE SET paused = excluded.paused`,
  );
  const setLost = database.prepare(
    `INSERT INTO relay_sides (side, paused, lost) VALUES (?, 0, ?)
     ON CONFLICT (side) DO UPDATE SET lost = excluded.lost`,
  );
  const muted = database.prepare('SELECT name FROM relay_muted WHERE side = ? ORDER BY name');
  const mute = database.prepare('INSERT OR IGNORE INTO relay_muted (side, name) VALUES (?, ?)');
  const unmute = database.prepare('DELETE FROM relay_muted WHERE side = ? AND name = ?');
  const waiting = database.prepare(
    'SELECT id, at, origin_side, origin_id, outgoing FROM relay_waiting WHERE side = ? ORDER BY id',
  );
  const keep = database.prepare(
    'INSERT INTO relay_waiting (side, at, origin_side, origin_id, outgoing) VALUES (?, ?, ?, ?, ?)',
  );
  const forget = database.prepare('DELETE FROM relay_waiting WHERE id = ?');
  const rowOf = (id: string) => side.get([id]) as { paused: number; lost: number } | undefined;
  return {
    isPaused: (id) => rowOf(id)?.paused === 1,
    setPaused: (id, isPaused) => void setPaused.run([id, isPaused ? 1 : 0]),
    muted: (id) => (muted.all([id]) as { name: string }[]).map(({ name }) => name),
    setMuted: (id, name, isMuted) => void (isMuted ? mute : unmute).run([id, name]),
    waiting: (id) => (waiting.all([id]) as WaitingRow[]).map(readRow),
    keep: (id, { at, origin, outgoing }) =>
      Number(
        keep.run([id, at, origin?.side ?? null, origin?.id ?? null, writeOutgoing(outgoing)]).lastInsertRowid,
      ),
    forget: (id) => void forget.run([id]),
    lost: (id) => rowOf(id)?.lost ?? 0,
    setLost: (id, count) => void setLost.run([id, count]),
  };
}

interface WaitingRow {
  readonly id: number;
  readonly at: number;
  readonly origin_side: string | null;
  readonly origin_id: string | null;
  readonly outgoing: string;
}

function readRow({ id, at, origin_side, origin_id, outgoing }: WaitingRow): Kept {
  const origin = origin_side === null || origin_id === null ? null : { side: origin_side, id: origin_id };
  return { id, at, origin, outgoing: readOutgoing(outgoing) };
}

/** JSON has no sets, and the terms of answers and searches are some. */
function writeOutgoing(outgoing: Outgoing): string {
  return JSON.stringify(outgoing, (_key, value) => (value instanceof Set ? [...value] : value));
}

function readOutgoing(text: string): Outgoing {
  const outgoing = JSON.parse(text) as Outgoing;
  if (outgoing.type === 'answer') return { ...outgoing, answer: reviveTerms(outgoing.answer) };
  if (outgoing.type !== 'found' || outgoing.found.kind !== 'posts') return outgoing;
  return { ...outgoing, found: { ...outgoing.found, result: reviveTerms(outgoing.found.result) } };
}

function reviveTerms<T extends { readonly terms: ReadonlySet<string> }>(marked: T): T {
  return { ...marked, terms: new Set(marked.terms) };
}
