import { z } from 'zod';
import { id, imported, instant, line, lines, optional, tags, webAddress } from './front-matter-fields.ts';
import { nameContent } from './name-content.ts';
import { parseFrontMatter } from './parse-front-matter.ts';
import type { Fault, Post, PostId } from './types.ts';

const source = z.strictObject({
  title: line(500),
  author: optional(line(200)),
  blog: optional(line(200)),
  published: optional(instant),
  url: optional(webAddress),
});

const postSchema = z.strictObject({
  id: optional(id),
  title: line(300),
  author: line(200),
  published: instant,
  blog: optional(line(200)),
  url: optional(webAddress),
  updated: optional(instant),
  tags,
  series: optional(z.strictObject({ name: line(200), part: z.int().min(1).max(10_000) })),
  license: optional(line(200)),
  source: optional(z.union([source, z.array(source).max(100)])),
  summary: optional(line(1000)),
  aliases: lines,
  applies_to: lines,
  superseded_by: optional(id),
  imported: optional(imported),
});

/**
 * Reads one file of `posts/`. `file` is its path inside the content folder. All faults come at once; `post`
 * is null when one of them is an error. Never throws.
 */
export function parsePost(file: string, text: string): { post: Post | null; faults: Fault[] } {
  const { value, body, bodyLine, faults: found } = parseFrontMatter(file, text, postSchema);
  const faults = [...found];
  const isCut = value !== null || body !== '';
  if (isCut && body.trim() === '') {
    const message = 'the post has no text below its front matter';
    faults.push({ severity: 'error', file, line: bodyLine, column: 1, message, hint: 'write it' });
  }
  if (value === null) return { post: null, faults };

  const {
    id: given,
    source: digested,
    imported: _bookkeeping,
    applies_to: appliesTo,
    superseded_by: successor,
    ...fields
  } = value;
  const postId = nameContent(file, given, faults) as PostId;
  const sources = digested === null ? [] : Array.isArray(digested) ? digested : [digested];
  const post: Post = {
    id: postId,
    ...fields,
    appliesTo,
    supersededBy: successor as PostId | null,
    sources,
    file,
    body,
    bodyLine,
  };
  return { post: faults.some((fault) => fault.severity === 'error') ? null : post, faults };
}

/** A JSON Schema (draft 7, which editors know best) of the front matter of a post. */
export function postJsonSchema(): object {
  return z.toJSONSchema(postSchema, { target: 'draft-7', io: 'input' });
}
