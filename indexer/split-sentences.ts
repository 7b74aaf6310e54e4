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
  const next = /^\s+["'“‘([`*_]*(.)/su.exec(text.slice(end, end + 12))?.[1];
  if (next === undefined) return true;
  if (/\p{Ll}/u.test(next)) return false;
  if (mark[0] !== '.' || mark.startsWith('..')) return true;
  const word = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? '';
  return !ABBREVIATIONS.has(word.toLowerCase()) && !/^\p{Lu}$/u.test(word);
}

function addTrimmed(sentences: [number, number][], text: string, start: number, end: number): void {
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  while (end - start > LONGEST_SENTENCE) {
    const space = text.lastIndexOf(' ', start + LONGEST_SENTENCE);
    const cut = space > start ? space : wholeCharacter(text, start + LONGEST_SENTENCE);
    sentences.push([start, cut]);
    start = cut;
    while (start < end && isSpace(text, start)) start++;
  }
  if (end > start) sentences.push([start, end]);
}

/** Steps back from between the two halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}

function isSpace(text: string, at: number): boolean {
  return /\s/u.test(text[at] ?? '');
}
