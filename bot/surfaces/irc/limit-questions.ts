import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Why nothing is answered now. */
export interface Wait {
  readonly seconds: number;
  /** Said once, so that two bots don't keep telling each other to wait. */
  readonly isNews: boolean;
}

export type QuestionLimits = (nick: string, channel: string | null) => Wait | null;

/** Requests that one person may make at once, and a second on average … */
const PER_PERSON = [5, 1 / 8] as const;
/** … and all of a channel together, which also ends a loop with another bot. */
const PER_CHANNEL = [12, 1 / 3] as const;
const MOST_REMEMBERED = 2_000;

/** Counts what people ask, in memory; `null`: go ahead. Who has to wait doesn't use up the channel's share. */
export function createQuestionLimits(now: () => number): QuestionLimits {
  const buckets = new Map<string, TokenBucket>();
  const told = new Set<string>();
  const bucketOf = (key: string, [burst, perSecond]: readonly [number, number]) => {
    const bucket = buckets.get(key) ?? createTokenBucket(burst, perSecond);
    buckets.delete(key);
    buckets.set(key, bucket);
    for (const oldest of buckets.keys()) {
      if (buckets.size <= MOST_REMEMBERED) break;
      buckets.delete(oldest);
      told.delete(oldest);
    }
    return bucket;
  };
  const take = (key: string, limit: readonly [number, number]): Wait | null => {
    const bucket = bucketOf(key, limit);
    if (bucket.take(now())) {
      told.delete(key);
      return null;
    }
    const isNews = !told.has(key);
    told.add(key);
    return { seconds: Math.ceil(bucket.wait(now()) / 1000), isNews };
  };
  return (nick, channel) => {
    const wait = take(`nick ${nick.toLowerCase()}`, PER_PERSON);
    return wait ?? (channel === null ? null : take(`channel ${channel.toLowerCase()}`, PER_CHANNEL));
  };
}
