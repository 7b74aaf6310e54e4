import { decodeFeed } from './decode-feed.ts';
import { FeedFault } from './feed-fault.ts';
import { type FetchLimits, fetchFeed } from './fetch-feed.ts';
import { parseFeed } from './parse-feed.ts';
import type { Subscription } from './subscription.ts';
import type { Feed, FeedEntry } from './types.ts';

/** Something that is wrong with a feed, in plain words, and the mend. */
export interface FeedTrouble {
  readonly message: string;
  readonly mend: string;
}

/** A feed, and what is wrong with it. */
export interface FeedDiagnosis {
  readonly subscription: Subscription;
  /** Null when it can't be read. */
  readonly feed: Pick<Feed, 'format' | 'title'> | null;
  readonly entries: number;
  readonly troubles: readonly FeedTrouble[];
}

/** Fetches feeds one by one, and looks at each; nothing is written. `now` is an instant. */
export async function* checkFeeds(
  subscriptions: readonly Subscription[],
  limits: FetchLimits,
  now: string,
): AsyncGenerator<FeedDiagnosis> {
  for (const subscription of subscriptions) yield await checkFeed(subscription, limits, now);
}

async function checkFeed(
  subscription: Subscription,
  limits: FetchLimits,
  now: string,
): Promise<FeedDiagnosis> {
  const nothing = { subscription, feed: null, entries: 0 };
  const { url, ended } = subscription;
  if (ended !== null) {
    const message = `it ended on ${ended}; its posts stay`;
    return {
      ...nothing,
      troubles: [{ message, mend: 'take it off the list, or take almanac:ended away to try again' }],
    };
  }
  try {
    const fetched = await fetchFeed(url, { etag: null, lastModified: null }, limits);
    if (fetched.kind !== 'fetched') {
      return {
        ...nothing,
        troubles: [{ message: 'it is gone for good (HTTP 410)', mend: 'almanac sync marks it as ended' }],
      };
    }
    const { text, fault } = decodeFeed(fetched.bytes, fetched.contentType);
    const feed = parseFeed(text, fetched.url);
    const troubles = [
      ...(fetched.movedTo === null
        ? []
        : [
            {
              message: `it has moved for good to ${fetched.movedTo}`,
              mend: 'almanac sync writes that into the list',
            },
          ]),
      ...[fault, ...feed.faults].flatMap((message) =>
        message === null ? [] : [{ message, mend: 'tell its owner; it is read all the same' }],
      ),
      ...diagnose(feed, subscription, now),
    ];
    return { subscription, feed, entries: feed.entries.length, troubles };
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    return { ...nothing, troubles: [{ message: error.message, mend: error.hint }] };
  }
}

/** What is wrong with the entries of a feed that could be read. Pure. */
function diagnose({ entries }: Feed, { identity, excerptOnly }: Subscription, now: string): FeedTrouble[] {
  const troubles: FeedTrouble[] = [];
  const tell = (test: (entry: FeedEntry) => boolean, message: string, mend: string) => {
    const count = entries.filter(test).length;
    if (count > 0) troubles.push({ message: `${count} of ${entries.length} entries ${message}`, mend });
  };
  if (entries.length === 0)
    troubles.push({
      message: 'it has no entries',
      mend: 'wait for one, or look for another feed of the site',
    });
  tell(
    ({ content }) => content.trim() === '',
    'have no text, and are left out',
    'ask its owner for a feed with the text',
  );
  tell(
    ({ published }) => published === null,
    'have no date',
    'ask its owner for dates; the day on which each was first seen stands in',
  );
  tell(
    ({ published }) => published !== null && published > now,
    'are dated in the future',
    'ask its owner to set the clock right; the day on which each was first seen stands in',
  );
  if (!excerptOnly)
    tell(
      ({ isExcerpt }) => isExcerpt,
      'are excerpts',
      'ask its owner for the whole text, or subscribe to another feed of the site',
    );
  const isShared = (key: 'guid' | 'link') => {
    const counts = new Map<string | null, number>();
    for (const entry of entries) counts.set(entry[key], (counts.get(entry[key]) ?? 0) + 1);
    return (entry: FeedEntry) => entry[key] !== null && (counts.get(entry[key]) ?? 0) > 1;
  };
  if (identity === 'auto' || identity === 'guid') {
    tell(({ guid }) => guid === null, 'have no GUID', 'nothing: their links name them');
    tell(
      isShared('guid'),
      'share their GUID with others',
      'write almanac:identity="link" beside it in the list',
    );
  }
  if (identity === 'auto' || identity === 'link') {
    tell(
      isShared('link'),
      'share their link with others',
      'write almanac:identity="guid" beside it in the list',
    );
  }
  return troubles;
}
