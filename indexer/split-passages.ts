import { type Piece, splitBlocks } from './split-blocks.ts';
import type { Passage, Post, Sentence } from './types.ts';
import { isSpaceAt } from './white-space.ts';

/** A passage is closed at the next paragraph once it holds this many words … */
const ENOUGH_WORDS = 80;
/** … at the next block, even a list's item or code, from here … */
const MANY_WORDS = 220;
/** … and at the next sentence from here. */
const MOST_WORDS = 400;

/**
 * Cuts a post into passages: paragraphs under one heading up to some 80 words, with the lists and
 * the code that they introduce kept whole up to some 220. Linear in the post.
 */
export function splitPassages(post: Pick<Post, 'id' | 'body' | 'bodyLine'>): Passage[] {
  const passages: Passage[] = [];
  let open: Piece[] = [];
  let words = 0;
  const close = () => {
    if (open.length > 0) passages.push(joinPieces(post, open));
    open = [];
    words = 0;
  };
  for (const piece of splitBlocks(post.body, post.bodyLine)) {
    const last = open.at(-1);
    if (last && (!sameHeading(last, piece) || isFull(words, last, piece))) close();
    open.push(piece);
    words += countWords(piece.text);
  }
  close();
  return passages;
}

function isFull(words: number, last: Piece, next: Piece): boolean {
  if (words >= MOST_WORDS) return true;
  if (next.block === last.block) return false;
  return words >= MANY_WORDS || (words >= ENOUGH_WORDS && !next.glued);
}

function sameHeading(a: Piece, b: Piece): boolean {
  return a.heading === b.heading || a.heading.join('\n') === b.heading.join('\n');
}

function joinPieces(post: Pick<Post, 'id'>, pieces: readonly Piece[]): Passage {
  let text = '';
  const sentences: Sentence[] = [];
  const [firstBlock, heading] = [pieces[0]?.block ?? 0, pieces[0]?.heading ?? []];
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    if (before) text += before.block === piece.block && piece.kind !== 'code' ? ' ' : '\n';
    const start = text.length;
    text += piece.text;
    sentences.push({
      start,
      end: text.length,
      firstLine: piece.firstLine,
      lastLine: piece.lastLine,
      block: piece.block - firstBlock,
      kind: piece.kind,
    });
  }
  const firstLine = Math.min(...sentences.map((s) => s.firstLine));
  const lastLine = Math.max(...sentences.map((s) => s.lastLine));
  return { post: post.id, heading, lines: [firstLine, lastLine], text, sentences };
}

function countWords(text: string): number {
  let words = 1;
  for (let at = 0; at < text.length; at++) if (isSpaceAt(text, at) && !isSpaceAt(text, at - 1)) words++;
  return words;
}
