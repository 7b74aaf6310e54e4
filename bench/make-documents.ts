/** Words of a document, about. */
const WORDS = 200;
/** One sentence in so many gets a word that only few documents hold, as names and commands are. */
const RARE = 2;
const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ru',
  'te',
  'no',
  'sa',
  'vi',
  'du',
  'pe',
  'zo',
  'ha',
  'gri',
  'bex',
  'tul',
  'qua',
];

export interface MadeDocument {
  readonly title: string;
  /** One paragraph. */
  readonly text: string;
}

/**
 * Makes document `number` (from 0 on) out of real sentences, drawn by a fixed sequence: the same sentences
 * and number give the same document. New words go on coming as documents do, since those that are made up
 * are drawn from all that the number's size allows for (Heaps's law, roughly).
 */
export function makeDocument(sentences: readonly string[], number: number): MadeDocument {
  const next = drawFrom(number);
  const pick = () => sentences[Math.floor(next() * sentences.length)] as string;
  const parts: string[] = [];
  for (let words = 0; words < WORDS; words += parts.at(-1)?.split(' ').length ?? WORDS) {
    parts.push(next() * RARE < 1 ? `${makeWord(next() * next() * (number + 50))} ${pick()}` : pick());
  }
  return { title: `${makeWord(next() * (number + 50))} ${pick().slice(0, 60)}`, text: parts.join(' ') };
}

function makeWord(value: number): string {
  let word = '';
  for (
    let rest = Math.floor(value) + SYLLABLES.length;
    rest > 0;
    rest = Math.floor(rest / SYLLABLES.length)
  ) {
    word += SYLLABLES[rest % SYLLABLES.length];
  }
  return word;
}

/** Numbers from 0 to 1 (Marsaglia's xorshift, 2003), always the same for the same seed. */
function drawFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
