import type { Database } from 'libsql';
import type { Instant, PostId } from '../../indexer/types.ts';
import { needsEarlier } from '../gaps/needs-earlier.ts';
import type { Gap, NewGap, Wish } from '../gaps/types.ts';

/** A longer question is cut: it is kept to be read by people. */
const LONGEST_QUESTION = 500;
/**
 * Beyond them, what was answered goes first, then, of the place with the most, what was asked least and longest
 * ago: who floods one place takes nothing from the others.
 */
const MOST_GAPS = 1_000;
/** Gaps of which one person wants to hear, and wishes in all. */
const MOST_OF_ONE = 10;
const MOST_WISHES = 500;
/** Nobody waits longer for an answer; SQLite's form of it. */
const TOO_LONG = '-180 days';

export interface KeptWish extends Wish {
  /** Since when. */
  readonly at: Instant;
}

/** `kept`, or why a wish was not: it was there `already`, or there are `too many`. */
export type WishOutcome = 'kept' | 'already' | 'too many';

/** Each method @throws Error when the database can't be read or written: the disk is full, say. */
export interface GapTable {
  /** Counts a question; one that was answered meanwhile is open again. */
  add(gap: NewGap): void;
  /** Those that nothing has answered yet, the newest first; at most 1,000. */
  open(): Gap[];
  /** A post answers it now. */
  close(id: number, post: PostId): void;
  /** Those that were answered, and of which somebody still wants to hear. */
  waiting(): Gap[];
  /** Forgets questions, and who wanted to hear of them; how many there were. */
  forget(ids: readonly number[]): number;
  /** Somebody wants to be told when this question is answered. */
  wish(gap: NewGap, who: Wish): WishOutcome;
  /** Who wants to hear of a gap. */
  wishes(id: number): KeptWish[];
  /** Takes a wish away; whether there was one, so that of two who would tell only one does. */
  takeWish(id: number, who: Wish): boolean;
  /** Puts back one that could not be told yet. */
  putWish(id: number, wish: KeptWish): void;
}

export function gapTable(database: Database): GapTable {
  database
    .prepare("DELETE FROM gap_wishes WHERE at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)")
    .run([TOO_LONG]);
  const columns = 'id, question, earlier, reason, place, times, first, last';
  const insert = database.prepare(
    `INSERT INTO gaps (question, earlier, reason, place, times, first, last) VALUES (?, ?, ?, ?, 1, ?, ?)
     ON CONFLICT (question, earlier, reason, place)
     DO UPDATE SET times = times + 1, last = excluded.last, answered = NULL`,
  );
  const insertOnce = database.prepare(
    `INSERT OR IGNORE INTO gaps (question, earlier, reason, place, times, first, last)
     VALUES (?, ?, ?, ?, 1, ?, ?)`,
  );
  const find = database.prepare(
    'SELECT id FROM gaps WHERE question = ? AND earlier = ? AND reason = ? AND place = ?',
  );
  const trim = database.prepare(
    `DELETE FROM gaps WHERE id IN (
       SELECT id FROM (
         SELECT id, answered, times, last, count(*) OVER (PARTITION BY place) AS held
         FROM gaps WHERE id NOT IN (SELECT gap FROM gap_wishes))
       ORDER BY answered IS NULL, held DESC, times, last, id
       LIMIT max(0, (SELECT count(*) FROM gaps) - ${MOST_GAPS}))`,
  );
  const open = database.prepare(`SELECT ${columns} FROM gaps WHERE answered IS NULL ORDER BY last DESC, id`);
  const waiting = database.prepare(
    `SELECT ${columns} FROM gaps WHERE answered IS NOT NULL AND id IN (SELECT gap FROM gap_wishes) ORDER BY id`,
  );
  const close = database.prepare('UPDATE gaps SET answered = ? WHERE id = ?');
  const forget = database.prepare('DELETE FROM gaps WHERE id = ?');
  const forgetWishes = database.prepare('DELETE FROM gap_wishes WHERE gap = ?');
  const wishes = database.prepare('SELECT surface, target, at FROM gap_wishes WHERE gap = ? ORDER BY rowid');
  const countOf = database.prepare('SELECT count(*) AS own FROM gap_wishes WHERE surface = ? AND target = ?');
  const countAll = database.prepare('SELECT count(*) AS own FROM gap_wishes');
  const addWish = database.prepare(
    'INSERT OR IGNORE INTO gap_wishes (gap, surface, target, at) VALUES (?, ?, ?, ?)',
  );
  const takeWish = database.prepare('DELETE FROM gap_wishes WHERE gap = ? AND surface = ? AND target = ?');
  const keyOf = ({ question, earlier, reason, place }: NewGap) =>
    [cut(question), needsEarlier(question) ? cut(earlier ?? '') : '', reason, place] as const;

  const add = database.transaction((gap: NewGap) => {
    insert.run([...keyOf(gap), gap.at, gap.at]);
    trim.run([]);
  });
  const wish = database.transaction((gap: NewGap, { surface, target }: Wish): WishOutcome => {
    const count = (row: unknown) => (row as { own: number }).own;
    if (count(countOf.get([surface, target])) >= MOST_OF_ONE || count(countAll.get([])) >= MOST_WISHES)
      return 'too many';
    insertOnce.run([...keyOf(gap), gap.at, gap.at]);
    const { id } = find.get([...keyOf(gap)]) as { id: number };
    const { changes } = addWish.run([id, surface, target, gap.at]);
    trim.run([]);
    return changes > 0 ? 'kept' : 'already';
  });
  const forgetAll = database.transaction((ids: readonly number[]) => {
    let count = 0;
    for (const id of ids) {
      forgetWishes.run([id]);
      count += forget.run([id]).changes;
    }
    return count;
  });
  return {
    add: (gap) => void add.immediate(gap),
    open: () => (open.all([]) as Gap[]).map(readRow),
    waiting: () => (waiting.all([]) as Gap[]).map(readRow),
    close: (id, post) => void close.run([post, id]),
    forget: (ids) => forgetAll.immediate(ids),
    wish: (gap, who) => wish.immediate(gap, who),
    wishes: (id) => wishes.all([id]) as KeptWish[],
    takeWish: (id, { surface, target }) => takeWish.run([id, surface, target]).changes > 0,
    putWish: (id, { surface, target, at }) => void addWish.run([id, surface, target, at]),
  };
}

/** Nothing before it is kept as an empty text, since NULLs are never the same. */
function readRow(gap: Gap): Gap {
  return { ...gap, earlier: gap.earlier || null };
}

/** One line, not cut in the middle of a character. */
function cut(text: string): string {
  return text
    .slice(0, LONGEST_QUESTION)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\s]+/gu, ' ')
    .trim();
}
