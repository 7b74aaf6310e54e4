import { analysePosts } from './analyse-posts.ts';
import { writeJson } from './json-texts.ts';
import { listPosts, mergeSegments } from './merge-segments.ts';
import type { Texts } from './segment/texts.ts';
import { type Segment, type SegmentPart, type StoredPost, wholePart } from './segment-tables.ts';
import { splitPassages } from './split-passages.ts';
import type { Content, Event, PostId } from './types.ts';
import { UNPACKED } from './unpacked.ts';

/** A post without its text, and with the title of the one that supersedes it. */
export interface PostInfo extends Omit<StoredPost, 'supersededBy'> {
  readonly supersededBy: { readonly id: PostId; readonly title: string } | null;
}
/** An event without its text. */
export type EventInfo = Omit<Event, 'body' | 'bodyLine'>;

export interface StoredEvent {
  readonly event: EventInfo;
  /** Hexadecimal SHA-256 of its file. */
  readonly hash: string;
}

/** What an index is made of. */
export type IndexPart = SegmentPart<Segment>;

/** All that is needed to answer, as tables of numbers: what a snapshot holds. */
export interface IndexData {
  /** One at least. No two hold posts of one id or file, but for those that are removed. */
  readonly parts: readonly [IndexPart, ...IndexPart[]];
  /** A StoredEvent each, as JSON. */
  readonly events: Texts;
  /** Groups of words that mean the same to this community, a list of texts each, as JSON. */
  readonly synonyms: Texts;
}

/** Builds the index of posts and events. The same content gives the same data. O(text). */
export function buildIndex(
  { posts, events }: Pick<Content, 'posts' | 'events'>,
  synonyms: readonly (readonly string[])[],
): IndexData {
  const parts = [wholePart(analysePosts(posts, { cut: splitPassages }))];
  return {
    parts: [wholePart(mergeSegments(parts, listPosts(parts), UNPACKED))],
    events: writeJson(events.map((event): StoredEvent => ({ event: withoutText(event), hash: '' }))),
    synonyms: writeJson(synonyms),
  };
}

export function withoutText({ body: _body, bodyLine: _line, ...info }: Event): EventInfo {
  return info;
}
