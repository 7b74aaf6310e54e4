import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { SearchResult } from '../answer/search-posts.ts';
import type { Answer } from '../answer/types.ts';

/** The machine contract of `almanac ask --json`: one answer as plain data. Unknown metadata is `null`. */
export function answerToJson(answer: Answer, tookMs: number, id?: string) {
  return {
    ...(id === undefined ? {} : { id }),
    question: answer.question,
    answered: answer.answered,
    excerpts: answer.excerpts.map(({ quote, post, heading, lines, score }) => ({
      quote,
      post: postToJson(post),
      heading,
      file: post.file,
      lines,
      score,
    })),
    events: answer.events.map(eventToJson),
    related: answer.related.map(({ id, title }) => ({ id, title })),
    took_ms: Math.round(tookMs * 100) / 100,
  };
}

/** The machine contract of `almanac search --json`. */
export function searchToJson({ query, total, hits }: SearchResult) {
  return {
    query,
    total,
    hits: hits.map(({ quote, post, heading, lines, score }) => ({
      post: postToJson(post),
      heading,
      quote,
      file: post.file,
      lines,
      score,
    })),
  };
}

/** A post's metadata as plain data. */
export function postToJson({ id, title, author, blog, published, url }: PostInfo) {
  return { id, title, author, blog, published, url };
}

/** An event as plain data; a recurring one with the start and end of the time that is meant. */
export function eventToJson({ id, name, start, end, timezone, place, online, url, ...more }: EventInfo) {
  const { tags, kind, channel, rrule, status, sources, file } = more;
  return {
    ...{ id, name, start, end, timezone, place, online, url },
    ...{ tags, kind, channel, rrule, status, sources, file },
  };
}
