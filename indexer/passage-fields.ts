import { FIELDS, FIELDS_ABOVE, FIELDS_WITHIN, type SegmentTables } from './segment-tables.ts';
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
      above = Array.from({ length: FIELDS_ABOVE }, (_, field) => {
        const list = post * FIELDS_ABOVE + field;
        const count = readLists(postTerms, list, list + 1, scratch);
        return Array.from(scratch.values.subarray(0, count), (value) => value - 1);
      });
    }
    const [body, code, headings]: [number[], number[], number[]] = [[], [], []];
    let field = headings;
    let sentence = passages.sentences[passage] as number;
    const count = readLists(passageTerms, passage, passage + 1, scratch);
    for (let place = 0; place < count; place++) {
      const value = scratch.values[place] as number;
      if (value > 0) field.push(value - 1);
      else field = sentences.kind[sentence++] === CODE ? code : body;
    }
    return [body, code, headings, ...above];
  };
}

/** Is a field (by its place in FIELDS) of the passage's own text or headings? */
export function isWithin(field: number): boolean {
  return field < FIELDS_WITHIN;
}

/** Their boosts, in the order of FIELDS. */
export const BOOSTS: readonly number[] = Object.values(FIELDS);
