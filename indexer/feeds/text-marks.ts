import { createHash } from 'node:crypto';

/** Words that are hashed together. */
const SHINGLE = 5;
/** One shingle of so many is kept: the same ones in every text. */
const SAMPLE = 8;

/** By what a text is known again. */
export interface TextMarks {
  /** Of all its words; punctuation, case and markup do not count. */
  readonly digest: string;
  /** Hashes of some of its runs of five words: the share that two texts have in common is how alike they are. */
  readonly shingles: ReadonlySet<number>;
}

/** Linear. */
export function markText(markdown: string): TextMarks {
  const words =
    markdown
      .replace(/\]\([^)\s]*\)/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const hashes = words.map(hashWord);
  const shingles = new Set<number>();
  for (let start = 0; start + SHINGLE <= hashes.length; start++) {
    let hash = 0;
    for (let at = start; at < start + SHINGLE; at++) hash = Math.imul(hash, 31) + (hashes[at] ?? 0);
    hash = mix(hash);
    if (hash % SAMPLE === 0) shingles.add(hash);
  }
  return { digest: createHash('sha256').update(words.join(' ')).digest('base64').slice(0, 22), shingles };
}

/** FNV-1a over UTF-16 code units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** The low bits alone are poor. */
function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
