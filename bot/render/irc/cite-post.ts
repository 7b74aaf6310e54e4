import type { PostInfo } from '../../../indexer/build-index.ts';
import { byteLength, cleanProse } from './clean-text.ts';
import { splitLine } from './split-line.ts';
import type { IrcView } from './view.ts';

/** Shares of a line that a title and names may take. */
const TITLE_SHARE = 0.35;
const NAMES_SHARE = 0.2;
/** … and an address; a longer one is left out, since half an address leads nowhere. */
const LINK_SHARE = 0.4;

/** `— Title, Author, 2017-05-25 · link`, within one line of the view; without a link, where it stands in the content. */
export function citePost(post: PostInfo, lines: readonly [number, number] | null, view: IrcView): string {
  const parts = [
    clip(post.title, view.width * TITLE_SHARE),
    clip(namesOf(post), view.width * NAMES_SHARE),
    post.published.slice(0, 10),
  ];
  const newer = post.supersededBy === null ? '' : ', superseded';
  const where = linkOf(view.linkTo(post), view) ?? (lines === null ? null : placeOf(post, lines, view));
  return `— ${parts.join(', ')}${newer}${where === null ? '' : ` · ${where}`}`;
}

/** The author, and whom the post digests. */
function namesOf({ author, sources }: PostInfo): string {
  const others = [...new Set(sources.map((source) => source.author ?? source.title))];
  return others.length > 0 ? `${author}, after ${others.join(', ')}` : author;
}

/** An address as it can be clicked; `null` when it is none or too long. */
export function linkOf(address: string | null, { width }: IrcView): string | null {
  if (address === null || !/^https?:\/\/[^\s\p{C}]+$/iu.test(address)) return null;
  return byteLength(address) <= width * LINK_SHARE ? address : null;
}

function placeOf(post: PostInfo, [first, last]: readonly [number, number], view: IrcView): string | null {
  const place = `${cleanProse(post.file)}:${first}${last > first ? `-${last}` : ''}`;
  return byteLength(place) <= view.width * LINK_SHARE ? place : null;
}

/** One line of at most `bytes` (32 or more), with `…` where something was cut. */
export function clip(text: string, bytes: number): string {
  const limit = Math.max(32, Math.floor(bytes));
  const clean = cleanProse(text);
  return byteLength(clean) <= limit ? clean : `${splitLine(clean, limit - 3)[0]}…`;
}
