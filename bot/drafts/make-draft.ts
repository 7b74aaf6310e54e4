import type { Instant } from '../../indexer/types.ts';
import type { Contributor, Draft } from './types.ts';

/** What came from a chat, as it came. */
export interface Contribution {
  readonly title: string;
  readonly text: string;
  readonly tags?: readonly string[];
  readonly source?: string;
  readonly contributors: readonly [Contributor, ...Contributor[]];
  readonly at: Instant;
}

/** Characters; what is longer is cut, so that a file stays one that people read. */
const LONGEST_TITLE = 150;
const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 60;
const LONGEST_AUTHOR = 200;
const LONGEST_TAG = 60;
const LONGEST_SOURCE = 500;
const MOST_TAGS = 10;
const MOST_CONTRIBUTORS = 20;
/** Controls but for line breaks and tabs, half characters, and marks that turn the direction of writing. */
const UNWANTED = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;

/** Makes a draft of what a chat brought, whatever that is; `null` when no title or no text is left of it. */
export function makeDraft(contribution: Contribution): Draft | null {
  const title = oneLine(contribution.title, LONGEST_TITLE);
  const text = cleanLines(contribution.text);
  if (title === '' || text === '') return null;
  const [first, ...others] = contribution.contributors.map(cleanContributor);
  if (first === undefined) return null;
  const contributors = [first, ...others.slice(0, MOST_CONTRIBUTORS - 1)] as const;
  const names = [...new Set(contributors.map(({ name }) => name))];
  return {
    title,
    text,
    tags: cleanTags(contribution.tags ?? []),
    source: oneLine(contribution.source ?? '', LONGEST_SOURCE) || null,
    author: oneLine(names.join(', '), LONGEST_AUTHOR),
    contributors,
    at: contribution.at,
    post: null,
  };
}

/** The draft with what a moderator wrote instead; `null` when no title or no text would be left. */
export function editDraft(
  draft: Draft,
  change: { title: string; text: string; tags: string[] },
): Draft | null {
  const title = oneLine(change.title, LONGEST_TITLE);
  const text = cleanLines(change.text);
  return title === '' || text === '' ? null : { ...draft, title, text, tags: cleanTags(change.tags) };
}

/** `a, b` → a, b */
export function readTags(text: string): string[] {
  return text.split(',').map((tag) => tag.trim());
}

function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => oneLine(tag.replace(/^\s*#/, ''), LONGEST_TAG)))]
    .filter((tag) => tag !== '')
    .slice(0, MOST_TAGS);
}

function cleanContributor({ name, place, account, consent }: Contributor): Contributor {
  return {
    name: oneLine(name, LONGEST_NAME) || 'somebody',
    place: oneLine(place, LONGEST_NAME),
    account: oneLine(account, LONGEST_NAME),
    consent: oneLine(consent, LONGEST_AUTHOR),
  };
}

function oneLine(text: string, longest: number): string {
  return cutAt(
    text
      .slice(0, 4 * longest)
      .replace(UNWANTED, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
    longest,
  );
}

function cleanLines(text: string): string {
  const lines = text
    .slice(0, LONGEST_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return lines;
}

/** Not in the middle of a character. */
function cutAt(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : text
        .slice(0, longest)
        .replace(/\p{Cs}$/u, '')
        .trimEnd();
}
