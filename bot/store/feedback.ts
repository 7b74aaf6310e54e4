import type { Database } from 'libsql';
import type { Instant, PostId } from '../../indexer/types.ts';
import type { GapTable } from './gaps.ts';

export type Verdict = 'helped' | 'wrong';

/** What somebody thought of an answer; who it was is not kept. */
export interface Feedback {
  readonly question: string;
  readonly verdict: Verdict;
  /** The post that was quoted first; `null` when the answer quoted none. */
  readonly post: PostId | null;
  /** Where it was said: `web`, `discord`. */
  readonly surface: string;
  readonly at: Instant;
}

/** A longer question is cut: it is kept to be read by people. */
const LONGEST_QUESTION = 500;
/** The oldest beyond them go. */
const MOST_KEPT = 10_000;

export interface FeedbackTable {
  /** Keeps it; what is wrong is a gap too. @throws Error when it can't be written: the disk is full, say. */
  add(feedback: Feedback): void;
  /** Latest first. */
  list(limit: number): Feedback[];
}

export function feedbackTable(database: Database, gaps: GapTable): FeedbackTable {
  const insert = database.prepare(
    'INSERT INTO feedback (question, verdict, post, surface, at) VALUES (?, ?, ?, ?, ?)',
  );
  const trim = database.prepare(
    `DELETE FROM feedback WHERE id <= (SELECT max(id) FROM feedback) - ${MOST_KEPT}`,
  );
  const select = database.prepare(
    'SELECT question, verdict, post, surface, at FROM feedback ORDER BY id DESC LIMIT ?',
  );
  return {
    add({ question, verdict, post, surface, at }) {
      insert.run([question.slice(0, LONGEST_QUESTION), verdict, post, surface, at]);
      trim.run([]);
      if (verdict === 'wrong') gaps.add({ question, earlier: null, reason: 'wrong', place: surface, at });
    },
    list: (limit) => select.all([limit]) as Feedback[],
  };
}
