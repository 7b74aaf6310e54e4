import type { GapGroup } from '../../gaps/group-gaps.ts';
import { writeCommand } from '../gaps.ts';
import { clip, linkOf } from './cite-post.ts';
import { byteLength } from './clean-text.ts';
import { endWith, headOf, type Page, pagesOf } from './pages.ts';
import type { IrcView } from './view.ts';

const MOST_GROUPS = 9;

/** What should be written next, a line each, the most wanted first; each with where or how to write it. */
export function renderGaps(
  groups: readonly GapGroup[],
  writeUrl: string | null,
  view: IrcView,
): readonly Page[] {
  const head = headOf(view);
  if (groups.length === 0) return [[`${head}Nothing is missing that anybody asked for.`]];
  const hint = ` · ${view.prefix}more`;
  const width = view.width - byteLength(hint) - byteLength(head) - 4;
  const link = linkOf(writeUrl, view);
  const lines = groups.slice(0, MOST_GROUPS).map((group, index) => {
    const question = clip(group.question, width * 0.35);
    const write = link ?? clip(writeCommand({ question }), width * 0.45);
    const wrong = group.wrong > 0 ? `, ${group.wrong}× wrong` : '';
    return `${index + 1} “${question}” ${group.declined}× without an answer${wrong} · write this: ${write}`;
  });
  const pages = pagesOf(lines, head);
  return pages.map((page, index) => (index < pages.length - 1 ? endWith(page, hint) : page));
}
