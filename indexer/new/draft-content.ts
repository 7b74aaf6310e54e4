import { stringify } from 'yaml';
import { nameStem } from '../import/name-stem.ts';
import { parseEvent } from '../parse-event.ts';
import { parsePost } from '../parse-post.ts';
import type { Fault, Instant } from '../types.ts';

export type ContentKind = 'post' | 'event';

/** A content file that is not written yet. */
export interface Draft {
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** What is wrong with it; there may be warnings in a good one. */
  readonly faults: readonly Fault[];
}

/** Keys of the front matter, in the order in which they are written; those without a value are left out. */
export type DraftFields = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string>> | null | undefined>
>;

/**
 * Makes a content file of its front matter and Markdown; without Markdown, a line says what belongs there. A post
 * is named after its day and title, an event after its first day and name.
 */
export function draftContent(kind: ContentKind, fields: DraftFields, markdown: string, now: Instant): Draft {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  const kept = Object.fromEntries(given.filter(([, value]) => !Array.isArray(value) || value.length > 0));
  const title = String(kept.title ?? kept.name ?? '');
  const day = /^\d{4}-\d\d-\d\d/.exec(String(kept.published ?? kept.start ?? ''))?.[0];
  const stem = nameStem(day ?? now, title);
  const file = kind === 'post' ? `posts/${stem.slice(0, 4)}/${stem}.md` : `events/${stem}.md`;
  const body = markdown.trim() || PLACEHOLDERS[kind];
  const text = `---\n${stringify(kept, { lineWidth: 0 })}---\n\n${body}\n`;
  const { faults } = kind === 'post' ? parsePost(file, text) : parseEvent(file, text);
  return { file, text, faults };
}

const PLACEHOLDERS: Readonly<Record<ContentKind, string>> = {
  post: '## What is the question?\n\nWrite the answer here, one fact a sentence, each sentence able to stand alone.',
  event: 'Write here what the event is, and for whom.',
};
