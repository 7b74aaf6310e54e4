import type { Answer, Excerpt } from '../../answer/types.ts';
import { citePost, clip } from './cite-post.ts';
import { byteLength, cleanProse, cleanText } from './clean-text.ts';
import { endWith, headOf, LINES_A_PAGE, type Page, pagesOf } from './pages.ts';
import { renderEvent } from './render-events.ts';
import { splitLine } from './split-line.ts';
import type { IrcView } from './view.ts';

/** Begins each line that goes on with a quote, and code: no bot takes such a line for a command. */
const BAR = '▏ ';
const QUOTE_LINES = LINES_A_PAGE - 1;

/**
 * An answer as pages: one line where quote and citation fit into it, else up to two lines of the quote and
 * its citation. A quote that is longer goes on on the next page, which cites it again. Each line fits into
 * `view.width`, and no text of posts stands at the beginning of one.
 */
export function renderAnswer(answer: Answer, view: IrcView): readonly Page[] {
  const head = headOf(view);
  if (!answer.answered) return [renderDecline(answer, head, view)];
  const hint = view.isRelayed ? '' : ` · ${view.prefix}more`;
  const inner = { ...view, width: view.width - byteLength(hint) };
  const pages = [
    ...pagesOf(
      answer.events.map((event) => renderEvent(event, inner)),
      head,
    ),
    ...answer.excerpts.flatMap((excerpt) => renderExcerpt(excerpt, head, inner)),
  ];
  const hasMore = (index: number) => index < pages.length - 1 || answer.more > 0;
  return pages.map((page, index) => (hasMore(index) ? endWith(page, hint) : page));
}

function renderExcerpt({ quote, kind, post, lines }: Excerpt, head: string, view: IrcView): Page[] {
  const citation = citePost(post, lines, view);
  if (kind !== 'code') {
    const line = `${head}“${cleanProse(quote)}” ${citation}`;
    if (byteLength(line) <= view.width) return [[line]];
  }
  // Room for the marks that a line may get: head or bar, quotation marks, dots.
  const room = view.width - byteLength(head) - byteLength(BAR) - 2 * byteLength('“…');
  const pieces = (kind === 'code' ? quote.split('\n').map(cleanText) : [`“${cleanProse(quote)}”`])
    .filter((text) => text.trim() !== '')
    .flatMap((text) => splitLine(text, room));
  const pages: Page[] = [];
  for (let start = 0; start < pieces.length; start += QUOTE_LINES) {
    const isLast = start + QUOTE_LINES >= pieces.length;
    const shown = pieces.slice(start, start + QUOTE_LINES).map((piece, index) => {
      const bar = kind === 'code' || index > 0 || start > 0 ? BAR : '';
      return `${index === 0 ? head : ''}${bar}${piece}`;
    });
    pages.push([...(isLast ? shown : endWith(shown, ' …')), citation]);
  }
  return pages;
}

function renderDecline({ related }: Answer, head: string, view: IrcView): Page {
  const { name, ask_humans } = view.community;
  const people = ask_humans === null ? '' : ` People may: ask in ${clip(ask_humans, view.width / 4)}.`;
  const line = `${head}I don't know: nothing in the posts of ${clip(name, view.width / 4)} answers that.${people}`;
  const [near] = related;
  return near === undefined ? [line] : [line, `Near it ${citePost(near, null, view)}`];
}
