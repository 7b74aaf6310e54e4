import type { QuoteLocation } from '../locate-quote.ts';

/** Elements that part words from each other even where no blank stands. */
const BLOCKS = /^<\/?(?:p|li|ul|ol|pre|h\d|td|th|tr|table|thead|tbody|blockquote|br|hr|div|section|dt|dd)\b/;
const PIECES = /<[^>]*>|&(?:#\d+|#x[\da-f]+|\w+);|\s+|[^<&\s]/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Wraps the words of a quote in `<mark>`, the first of them with the id `_quoted`; white space counts as
 * one blank. `markup` is what `renderMarkdown` gives: well-formed, no `>` inside attributes. Markup in
 * which the words don't stand is given back as it is. Linear in the markup.
 */
export function markQuote(markup: string, { start, end }: QuoteLocation): string {
  const { text, places } = readText(markup);
  const wanted = fold(start);
  const from = wanted === '' ? -1 : text.indexOf(wanted);
  if (from < 0) return markup;
  const tail = end === undefined ? '' : fold(end);
  const found = tail === '' ? -1 : text.indexOf(tail, from);
  const to = found < 0 ? from + wanted.length : found + tail.length;
  return wrap(markup, places[from] ?? 0, (places[to - 1] ?? 0) + 1);
}

function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The text of markup, and for each of its characters the offset in the markup at which it begins. */
function readText(markup: string): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  for (const { 0: piece, index } of markup.matchAll(PIECES)) {
    const isTag = piece.startsWith('<');
    if (isTag && !BLOCKS.test(piece)) continue;
    const isBlank = isTag || /^\s/u.test(piece);
    if (isBlank && (text === '' || text.endsWith(' '))) continue;
    const shown = isBlank ? ' ' : piece.length > 1 && piece.startsWith('&') ? decode(piece) : piece;
    for (let i = 0; i < shown.length; i++) places.push(index + (shown === piece ? i : 0));
    text += shown;
  }
  return { text, places };
}

function decode(entity: string): string {
  const name = entity.slice(1, -1);
  if (!name.startsWith('#')) return NAMED[name] ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(code);
}

/** Wraps the text between two offsets, tag by tag, so that elements stay nested. */
function wrap(markup: string, from: number, to: number): string {
  // `to` may stand inside the last entity: it belongs to the quote.
  const entity = /^[^<&;\s]{0,8};/u.exec(markup.slice(to));
  const isInEntity = entity !== null && /&[^<&;\s]{0,8}$/u.test(markup.slice(0, to));
  const last = isInEntity ? to + entity[0].length : to;
  let isFirst = true;
  const marked = markup.slice(from, last).replace(/[^<]+|<[^>]*>/gu, (piece) => {
    if (piece.startsWith('<') || piece.trim() === '') return piece;
    const id = isFirst ? ' id="_quoted"' : '';
    isFirst = false;
    return `<mark${id}>${piece}</mark>`;
  });
  return markup.slice(0, from) + marked + markup.slice(last);
}
