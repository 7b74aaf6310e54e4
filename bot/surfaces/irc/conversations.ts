import type { PostId } from '../../../indexer/types.ts';
import type { Page } from '../../render/irc/pages.ts';

/** What is remembered of somebody's last request in one place, for `!more`, `!post N` and follow-ups. */
export interface Talk {
  readonly question: string | null;
  /** The question before, on which this one may have leant. */
  readonly earlier: string | null;
  /** Pages not shown yet. */
  readonly pages: readonly Page[];
  /** Excerpts shown or on those pages. */
  readonly skip: number;
  /** Does the engine have more than those? */
  readonly hasMore: boolean;
  /** Posts that were named, in the order of their numbers. */
  readonly posts: readonly PostId[];
}

export interface Conversations {
  /** What was last said there, unless it is too long ago. */
  get(place: string, person: string): Talk | null;
  set(place: string, person: string, talk: Talk): void;
  /** Somebody goes by another name now. */
  rename(from: string, to: string): void;
}

/** Milliseconds after which a question stands alone again. */
const FORGOTTEN = 10 * 60_000;
const MOST_REMEMBERED = 1_000;

/** In memory; the longest silent is forgotten first. */
export function createConversations(now: () => number): Conversations {
  const talks = new Map<string, Talk & { readonly at: number }>();
  const keyOf = (place: string, person: string) => `${place.toLowerCase()} ${person.toLowerCase()}`;
  return {
    get(place, person) {
      const talk = talks.get(keyOf(place, person));
      return talk !== undefined && now() - talk.at < FORGOTTEN ? talk : null;
    },
    set(place, person, talk) {
      const key = keyOf(place, person);
      talks.delete(key);
      talks.set(key, { ...talk, at: now() });
      for (const oldest of talks.keys()) {
        if (talks.size <= MOST_REMEMBERED) break;
        talks.delete(oldest);
      }
    },
    rename(from, to) {
      const ending = ` ${from.toLowerCase()}`;
      for (const [key, talk] of [...talks]) {
        if (!key.endsWith(ending)) continue;
        talks.delete(key);
        talks.set(`${key.slice(0, -from.length)}${to.toLowerCase()}`, talk);
      }
    },
  };
}
