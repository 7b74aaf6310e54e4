import { fold } from '../../../indexer/text-pipeline.ts';

/** Milliseconds in which the same question in a channel gets a link to the answer above. */
const RECENT = 10 * 60_000;
const MOST = 5_000;
/** Milliseconds for which an answer on its way is waited for: who asks must hear within three seconds. */
const PATIENCE = 1_000;

/** Where an answer stands. */
export interface AnswerPlace {
  readonly message: string;
  /** Its address. */
  readonly link: string;
}

/** What was answered lately in each channel. */
export interface RecentAnswers {
  /**
   * The answer given to the same question (case, blanks and marks aside) lately, waiting for it when it is
   * on its way; `null` when there is none or it came to nothing.
   */
  find(channel: string, question: string): Promise<AnswerPlace | null>;
  /** Notes that the question is being answered; `null` in the end: it was not. */
  note(channel: string, question: string, place: Promise<AnswerPlace | null>): void;
  /** The message is gone: who asks again gets an answer. */
  forget(message: string): void;
}

/** `engine` gives what answers just now: what another one answered may be answered otherwise by now, and is not found. */
export function createRecentAnswers(now: () => number, engine: () => object): RecentAnswers {
  const known = new Map<string, { at: number; by: object; place: Promise<AnswerPlace | null> }>();
  const gone = new Set<string>();
  const keyOf = (channel: string, question: string) =>
    `${channel} ${fold(question)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`;
  return {
    async find(channel, question) {
      const entry = known.get(keyOf(channel, question));
      if (!entry || now() - entry.at > RECENT || entry.by !== engine()) return null;
      const place = await within(PATIENCE, entry.place);
      return place === null || gone.has(place.message) ? null : place;
    },
    note(channel, question, place) {
      const key = keyOf(channel, question);
      known.delete(key);
      known.set(key, { at: now(), by: engine(), place });
      place.catch(() => undefined);
      for (const [oldest, { at }] of known) {
        if (known.size <= MOST && now() - at <= RECENT) break;
        known.delete(oldest);
      }
    },
    forget(message) {
      gone.add(message);
      for (const oldest of gone) {
        if (gone.size <= MOST) break;
        gone.delete(oldest);
      }
    },
  };
}

/** What a promise gives in time, else `null`. */
function within<T>(milliseconds: number, promise: Promise<T | null>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    promise
      .catch(() => null)
      .then((value) => {
        clearTimeout(timer);
        resolve(value);
      });
  });
}
