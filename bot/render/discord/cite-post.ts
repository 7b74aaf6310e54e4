import type { PostInfo } from '../../../indexer/build-index.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

const LONGEST_TITLE = 120;
const LONGEST_NAMES = 80;
const LONGEST_HEADING = 100;
/** A longer address is left out: three citations must fit into one message. */
const LONGEST_LINK = 300;

/** `**[1]** [Title](https://…) · Ada, after Grace · <t:1495741560:D> (9 years old) · Heading`, at most 1,000 characters. */
export function citePost(number: number, post: PostInfo, heading: readonly string[], view: View): string {
  const where = escapeMarkdown(clipLine(heading.join(' › '), LONGEST_HEADING));
  const parts = [titleLink(post, view), authorsOf(post, view), ageOf(post, view), where];
  return `**[${number}]** ${parts.filter((part) => part !== '').join(' · ')}`;
}

/** A post's title as a link, or in bold when there is nothing to link to. */
export function titleLink(post: PostInfo, view: View): string {
  const title = escapeMarkdown(clipLine(post.title, LONGEST_TITLE) || post.id);
  const link = safeLink(view.linkTo(post), LONGEST_LINK);
  return link === null ? `**${title}**` : `[${title}](${link})`;
}

/**
 * An address that can stand in a masked link without ending it early; `null` when it is none, too long, or
 * made to look like another's: `https://example.org@evil.example`.
 */
export function safeLink(address: string | null, longest: number): string | null {
  if (address === null || !/^https?:\/\/[^\s/@]+(?:[/?#][^\s]*)?$/i.test(address)) return null;
  const safe = encodeURI(address.replace(/\p{Cs}/gu, ''))
    .replaceAll('%25', '%')
    .replace(/[()<>\\]|@(?=everyone|here)/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return safe.length <= longest ? safe : null;
}

/** The author, and whom the post digests. */
export function authorsOf(post: PostInfo, view: View): string {
  const sources = [...new Set(post.sources.map((source) => source.author ?? source.title))];
  const author = escapeMarkdown(clipLine(post.author, LONGEST_NAMES));
  if (sources.length === 0) return author;
  return fill(textsOf(view).after, {
    author,
    sources: escapeMarkdown(clipLine(sources.join(', '), LONGEST_NAMES)),
  });
}

/** The day of publication, which Discord shows in everyone's own zone, and its age in full years. */
export function ageOf(post: PostInfo, view: View): string {
  const years = fullYears(post.published.slice(0, 10), view.today);
  const texts = textsOf(view);
  const age = years === 1 ? texts.yearOld : fill(texts.yearsOld, { years });
  return years < 1 ? timestamp(post.published, 'D') : `${timestamp(post.published, 'D')} (${age})`;
}

/** Discord's own form of an instant: `D` a day, `f` day and time, `R` from now. */
export function timestamp(instant: string, form: 'D' | 'f' | 'R'): string {
  return `<t:${Math.floor(Date.parse(instant) / 1000)}:${form}>`;
}

function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) >= from.slice(5) ? years : years - 1;
}
