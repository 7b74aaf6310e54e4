import { isSpaceAt } from './white-space.ts';

/** Words whose full stop does not end a sentence, lower case, without it. */
const ABBREVIATIONS = new Set(
  (
    'e.g i.e v p eg ie etc cf vs viz al approx ca resp incl excl fig figs eq sec no nos vol pp ch ed eds rev ' +
    'mr mrs ms dr prof st jr sr inc ltd corp co dept est ext tel ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k'
  ).split(' '),
);

/** A longer run without an end (a table pasted as text, say) is cut at a space, so that quotes stay bounded. */
export const LONGEST_SENTENCE = 1_000;

const OPENERS = '"\'“‘([`*_';
/** Longer than an abbreviation. */
const WORD_BEFORE = /(?<=([\p{L}\p{N}.]{0,24}))/uy;

/** Whole runs of end marks with their closing quotes or brackets, before white space. */
const END = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s)/gu;

/**
 * Cuts prose into sentences: [start, end) offsets into `text`, white space between them left out.
 * A full stop ends a sentence unless it belongs to an abbreviation or an initial, or the next word
 * begins in lower case. O(text).
 */
export function splitSentences(text: string): [start: number, end: number][] {
  const sentences: [number, number][] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!endsSentence(text, match.index, match[0], end)) continue;
    addTrimmed(sentences, text, start, end);
    start = end;
  }
  addTrimmed(sentences, text, start, text.length);
  return sentences;
}

function endsSentence(text: string, at: number, mark: string, end: number): boolean {
  const next = charactersBehind(text, end);
  if (next === '') return true;
  if (/^\p{Ll}/u.test(next)) return false;
  if (mark[0] !== '.' || mark.startsWith('..')) return true;
  WORD_BEFORE.lastIndex = at;
  const word = WORD_BEFORE.exec(text)?.[1] ?? '';
  return !ABBREVIATIONS.has(word.toLowerCase()) && !/^\p{Lu}$/u.test(word);
}

/** The next characters behind the white space at `at` and the opening marks after it, of which few are looked at. */
function charactersBehind(text: string, at: number): string {
  const end = Math.min(at + 12, text.length);
  let start = at + 1;
  while (start < end - 1 && isSpaceAt(text, start)) start++;
  while (start < end - 1 && OPENERS.includes(text.charAt(start))) start++;
  return text.slice(start, Math.min(start + 2, end));
}

function addTrimmed(sentences: [number, number][], text: string, start: number, end: number): void {
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  while (end - start > LONGEST_SENTENCE) {
    const space = text.lastIndexOf(' ', start + LONGEST_SENTENCE);
    const cut = space > start ? space : wholeCharacter(text, start + LONGEST_SENTENCE);
    sentences.push([start, cut]);
    start = cut;
    while (start < end && isSpaceAt(text, start)) start++;
  }
  if (end > start) sentences.push([start, end]);
}

/** Steps back from between the two halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}
