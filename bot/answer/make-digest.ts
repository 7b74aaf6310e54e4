import { Temporal } from 'temporal-polyfill';
import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { listEvents } from './list-events.ts';

/** What a channel that asks for it is told once a week. */
export interface Digest {
  /** Days, inclusive. */
  readonly since: string;
  readonly until: string;
  /** Published in these days, the latest first. */
  readonly posts: readonly PostInfo[];
  /** In the days to come, in the order of a calendar; a recurring one with each time. */
  readonly events: readonly EventInfo[];
  /** Questions that nobody could answer, as they were given. */
  readonly questions: readonly string[];
  /** What there is beyond the lists. */
  readonly more: { readonly posts: number; readonly events: number; readonly questions: number };
}

const DAYS_BACK = 7;
const DAYS_AHEAD = 14;
const MOST = 10;

/** The first day of the digest that is told on a day, both YYYY-MM-DD. */
export function digestSince(today: string): string {
  return Temporal.PlainDate.from(today).subtract({ days: DAYS_BACK }).toString();
}

/**
 * The digest of the seven days before `today` (YYYY-MM-DD), which itself is not told, so that each day stands in one
 * digest; events are those of the next two weeks. Null when there is nothing to tell. O(posts + events).
 */
export function makeDigest(
  { posts, events }: Pick<Index, 'posts' | 'events'>,
  today: string,
  questions: readonly string[] = [],
): Digest | null {
  const day = Temporal.PlainDate.from(today);
  const since = digestSince(today);
  const until = day.subtract({ days: 1 }).toString();
  const published = ({ published: at }: PostInfo) => at.slice(0, 10) >= since && at.slice(0, 10) <= until;
  const newest = posts.filter(published).sort((a, b) => (a.published < b.published ? 1 : -1));
  const ahead = day.add({ days: DAYS_AHEAD }).toString();
  const coming = listEvents(events, { since: today, until: ahead }, today);
  if (newest.length + coming.length + questions.length === 0) return null;
  return {
    since,
    until,
    posts: newest.slice(0, MOST),
    events: coming.slice(0, MOST),
    questions: questions.slice(0, MOST),
    more: {
      posts: Math.max(0, newest.length - MOST),
      events: Math.max(0, coming.length - MOST),
      questions: Math.max(0, questions.length - MOST),
    },
  };
}
