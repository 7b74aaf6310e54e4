import { stringify } from 'yaml';
import { z } from 'zod';
import { instant, line, optional, tags } from '../../indexer/front-matter-fields.ts';
import { parseFrontMatter } from '../../indexer/parse-front-matter.ts';
import type { Fault } from '../../indexer/types.ts';
import type { Contributor, Draft } from './types.ts';

const contributor = z.strictObject({
  name: line(200),
  place: line(200),
  account: line(200),
  consent: line(500),
});

const schema = z.strictObject({
  title: line(300),
  author: line(200),
  tags,
  source: optional(line(500)),
  draft: z.strictObject({
    at: instant,
    contributors: z.array(contributor).min(1).max(100),
    post: optional(line(500)),
  }),
});

/** A draft as a Markdown file: what the post will have, and under `draft` whose words they are. */
export function writeDraft({ title, author, tags, source, at, contributors, post, text }: Draft): string {
  const front = {
    title,
    author,
    ...(tags.length > 0 ? { tags } : {}),
    ...(source === null ? {} : { source }),
    draft: { at, contributors, ...(post === null ? {} : { post }) },
  };
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${text}\n`;
}

/** Reads such a file, which people may have edited; all faults come at once. Never throws. */
export function readDraft(file: string, content: string): { draft: Draft | null; faults: Fault[] } {
  const { value, body, bodyLine, faults: found } = parseFrontMatter(file, content, schema);
  const faults = [...found];
  const text = body.trim();
  if (value !== null && text === '') {
    const message = 'the draft has no text below its front matter';
    faults.push({ severity: 'error', file, line: bodyLine, column: 1, message, hint: 'write it' });
  }
  if (value === null || faults.some(({ severity }) => severity === 'error')) return { draft: null, faults };
  const { draft, ...fields } = value;
  const contributors = draft.contributors as [Contributor, ...Contributor[]];
  return { draft: { ...fields, text, at: draft.at, contributors, post: draft.post }, faults };
}
