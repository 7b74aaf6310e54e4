import type { Index } from '../../indexer/open-index.ts';
import { KeptTerms } from './kept-terms.ts';

/**
 * BM25F (Robertson, Zaragoza and Taylor 2004): occurrences are counted over the fields, each with its
 * weight and its own length normalisation, and saturate together. The values were chosen on three
 * collections at once (bench/RESULTS.md).
 */
const K1 = 2.8;
const TITLE = { weight: 4, b: 0.75 };
const BODY = { weight: 1, b: 0.65 };

/** Weighs some posts, which are known by their places. */
export interface PostWeigher {
  /**
   * The weights of `numbers` (of terms, none twice) in the posts, 0 to K1 + 1, 0 for what is not there:
   * a row a post, a column a term. O(words of the posts).
   */
  weighTerms(numbers: readonly number[]): Float64Array;
  /** The weights of all terms of a post, in the order of the text. O(words of the post). */
  weighAll(place: number): PostVector;
  /** Does what stands above a post's text (titles, tags, names) hold a term of each list? */
  isHeaded(place: number, lists: readonly (readonly number[])[]): boolean;
}

export interface PostVector {
  /** Terms as numbers, none twice. */
  readonly numbers: readonly number[];
  /** The weight of the term at the same place. */
  readonly weights: readonly number[];
}

/** Makes the function that gets posts, given by their numbers, ready to be weighed, until it is called again. */
export function createPostWeigher(index: Index): (posts: readonly number[]) => PostWeigher {
  // Scratch by term plus one, as terms lie in the index; all zero between two calls.
  const columns = new Uint16Array(index.vocabularySize + 1);
  const counts = new Float64Array(index.vocabularySize + 1);
  const kept = new KeptTerms(index);

  /** What an occurrence in the title and in the text of the open post counts for. */
  const amounts = () => ({
    inTitle: TITLE.weight / normalise(kept.body - kept.first, index.meanLengths.title, TITLE.b),
    inBody: BODY.weight / normalise(kept.end - kept.body, index.meanLengths.body, BODY.b),
  });

  return (posts) => {
    kept.begin(posts);
    return {
      weighTerms(numbers) {
        const table = new Float64Array(posts.length * numbers.length);
        for (const [place, number] of numbers.entries()) columns[number + 1] = place + 1;
        for (let row = 0; row < posts.length; row++) {
          kept.open(row);
          const { terms, body, end } = kept;
          const { inTitle, inBody } = amounts();
          const first = row * numbers.length - 1;
          for (let at = kept.first; at < end; at++) {
            const column = columns[terms[at] as number] as number;
            if (column === 0) continue;
            table[first + column] = (table[first + column] as number) + (at < body ? inTitle : inBody);
          }
        }
        for (const number of numbers) columns[number + 1] = 0;
        for (let cell = 0; cell < table.length; cell++) table[cell] = saturate(table[cell] as number);
        return table;
      },
      weighAll(place) {
        kept.open(place);
        const { terms, body, end } = kept;
        const { inTitle, inBody } = amounts();
        const seen: number[] = [];
        for (let at = kept.first; at < end; at++) {
          const term = terms[at] as number;
          // A zero closes a sentence.
          if (term === 0) continue;
          if (counts[term] === 0) seen.push(term);
          counts[term] = (counts[term] as number) + (at < body ? inTitle : inBody);
        }
        const weights = seen.map((term) => saturate(counts[term] as number));
        for (const term of seen) counts[term] = 0;
        return { numbers: seen.map((term) => term - 1), weights };
      },
      isHeaded(place, lists) {
        kept.open(place);
        const above = kept.terms.subarray(kept.first, kept.body);
        return lists.every((numbers) => numbers.some((number) => above.includes(number + 1)));
      },
    };
  };
}

function saturate(count: number): number {
  return (count * (K1 + 1)) / (count + K1);
}

function normalise(length: number, mean: number, b: number): number {
  return 1 - b + (b * length) / Math.max(1, mean);
}
