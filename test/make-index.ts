import { buildIndex } from '../indexer/build-index.ts';
import { type Index, openIndex } from '../indexer/open-index.ts';
import type { Event, Post, PostId } from '../indexer/types.ts';

/** A post with the given text; what is not given is plain. */
export function makePost(id: string, body: string, more: Partial<Post> = {}): Post {
  return {
    id: id as PostId,
    title: id,
    author: 'Ada',
    published: '2017-05-01T00:00:00Z',
    blog: null,
    url: null,
    updated: null,
    tags: [],
    series: null,
    license: null,
    sources: [],
    summary: null,
    aliases: [],
    appliesTo: [],
    supersededBy: null,
    file: `posts/${id}.md`,
    body,
    bodyLine: 1,
    ...more,
  };
}

export function makeEvent(id: string, start: string | null, more: Partial<Event> = {}): Event {
  return {
    id,
    name: id,
    start,
    end: null,
    timezone: null,
    place: null,
    online: null,
    url: null,
    tags: [],
    kind: null,
    channel: null,
    rrule: null,
    exdates: [],
    uid: null,
    sequence: 0,
    sources: [],
    status: 'confirmed',
    file: `events/${id}.md`,
    body: '',
    bodyLine: 1,
    ...more,
  };
}

export function makeIndex(
  posts: readonly Post[],
  events: readonly Event[] = [],
  synonyms: string[][] = [],
): Index {
  return openIndex(buildIndex({ posts, events }, synonyms));
}

/** The number of a post that has a passage. */
export function numberOf(index: Index, id: string): number {
  return index.postOf(index.passagesOf(id as PostId)[0] as number);
}
