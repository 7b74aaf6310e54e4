import { splitSentences } from '../../../indexer/split-sentences.ts';
import type { Excerpt } from '../../answer/types.ts';
import { cleanText, escapeMarkdown } from './escape-markdown.ts';

const FENCE = '```';
const LEFT_OUT = '…';

/**
 * A quote as a Discord block quote of at most `room` characters; code stands in a fence. What doesn't fit
 * is left out by whole sentences (of code: lines) from the end, which … tells. When not even one fits:
 * the … alone.
 */
export function quoteBlock({ quote, kind }: Pick<Excerpt, 'quote' | 'kind'>, room: number): string {
  if (kind !== 'code') return quoteProse(quote, room);
  // A fence can't hold a fence: such code is shown as text.
  if (quote.includes(FENCE)) return quoteLines(quote, room, escapeMarkdown, []);
  return quoteLines(quote, room, cleanText, [`> ${FENCE}`]);
}

function quoteProse(quote: string, room: number): string {
  const whole = prefix(escapeMarkdown(quote));
  if (whole.length <= room) return whole;
  const sentences = splitSentences(quote);
  for (let count = sentences.length - 1; count > 0; count--) {
    const kept = quote.slice(sentences[0]?.[0], sentences[count - 1]?.[1]);
    const block = prefix(`${escapeMarkdown(kept)} ${LEFT_OUT}`);
    if (block.length <= room) return block;
  }
  return prefix(LEFT_OUT);
}

function quoteLines(
  code: string,
  room: number,
  show: (text: string) => string,
  fence: readonly string[],
): string {
  const lines = show(code.replace(/^\n+|\s+$/g, ''))
    .split('\n')
    .map((line) => `> ${line}`);
  for (let count = lines.length; count > 0; count--) {
    const rest = count < lines.length ? [`> ${LEFT_OUT}`] : [];
    const block = [...fence, ...lines.slice(0, count), ...fence, ...rest].join('\n');
    if (block.length <= room) return block;
  }
  return prefix(LEFT_OUT);
}

function prefix(text: string): string {
  return text.replace(/^/gm, '> ');
}
