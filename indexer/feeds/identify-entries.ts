import { nameAddress } from './clean-address.ts';
import type { FeedEntry } from './types.ts';

/** By what the entries of a feed are told apart; `auto` finds out. */
export type Identity = 'auto' | 'guid' | 'link' | 'content';

export const IDENTITIES: readonly Identity[] = ['auto', 'guid', 'link', 'content'];

/** By what an entry may be known again. Null: not by that. */
export interface EntryNames {
  readonly guid: string | null;
  /** As `nameAddress` gives it. */
  readonly link: string | null;
  /** A person has said that the GUID can be relied on: `identity` is `guid`. */
  readonly isGuidSure: boolean;
}

/**
 * What each entry of a feed may be known by. A GUID or link that several entries of one feed have names none of
 * them, nor does a link to the feed's own home page. With another identity than `auto` only that one counts;
 * an entry with neither is known by its text alone.
 */
export function identifyEntries(
  entries: readonly FeedEntry[],
  home: string | null,
  identity: Identity,
): EntryNames[] {
  const guids = countValues(entries.map((entry) => entry.guid));
  const links = countValues(entries.map((entry) => nameLink(entry)));
  const homeName = home === null ? null : nameAddress(home);
  return entries.map((entry) => {
    const link = nameLink(entry);
    const isOwnGuid = entry.guid !== null && guids.get(entry.guid) === 1;
    const isOwnLink = link !== null && links.get(link) === 1 && link !== homeName;
    return {
      guid: identity !== 'link' && identity !== 'content' && isOwnGuid ? entry.guid : null,
      link: identity !== 'guid' && identity !== 'content' && isOwnLink ? link : null,
      isGuidSure: identity === 'guid',
    };
  });
}

function nameLink({ link }: FeedEntry): string | null {
  return link === null ? null : nameAddress(link);
}

function countValues(values: readonly (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
