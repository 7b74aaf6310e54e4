import { FIELDS, FIELDS_WITHIN, type SegmentTables } from './segment-tables.ts';
import { readLists, Scratch } from './segment/lists.ts';
import { CODE } from './stored-passages.ts';

type Tables = Pick<SegmentTables, 'passages' | 'sentences' | 'passageTerms' | 'postTerms'>;

/**
 * Makes the function that reads the terms of a passage as numbers, field by field in the order of FIELDS. Those
 * above its text are shared by the passages of a post: leave them as they are. O(words of the passage).
 */
export function createFieldReader({ passages, sentences, passageTerms, postTerms }: Tables) {
  const scratch = new Scratch();
  let above: number[][] = [];
  let last = -1;
  return (passage: number): readonly (readonly number[])[] => {
    const post = passages.post[passage] as number;
    if (post !== last) {
      last = post;
      above = splitAtMarks(readLists(postTerms, post, post + 1, scratch));
    }
    const [body, code, headings]: [number[], number[], number[]] = [[], [], []];
    let field = headings;
    let sentence = passages.sentences[passage] as number;
    for (const value of readLists(passageTerms, passage, passage + 1, scratch)) {
      if (value > 0) field.push(value - 1);
      else field = sentences.kind[sentence++] === CODE ? code : body;
    }
    return [body, code, headings, ...above];
  };
}

/** Cuts values at each zero, which closes a run, and gives what is between them less one: the numbers of terms. */
export function splitAtMarks(values: Uint32Array): number[][] {
  const runs: number[][] = [];
  let start = 0;
  for (let end = values.indexOf(0); end >= 0; end = values.indexOf(0, start)) {
    runs.push(Array.from(values.subarray(start, end), (value) => value - 1));
    start = end + 1;
  }
  return runs;
}

/** Is a field (by its place in FIELDS) of the passage's own text or headings? */
export function isWithin(field: number): boolean {
  return field < FIELDS_WITHIN;
}

/** Their boosts, in the order of FIELDS. */
export const BOOSTS: readonly number[] = Object.values(FIELDS);
