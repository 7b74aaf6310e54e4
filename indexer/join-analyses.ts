import { type Analysis, FIELDS_ABOVE } from './analysis.ts';
import { AnalysisWriter } from './analysis-writer.ts';
import { countTerms, termAt } from './segment/dictionary.ts';
import type { Lists, ListsWriter } from './segment/lists.ts';
import type { Texts, TextsWriter } from './segment/texts.ts';
import { findFirstPassages } from './stored-passages.ts';

/**
 * Joins posts of several analyses into one: the same, byte for byte, as if those posts had been analysed
 * together. Terms that only other posts hold do not get in. An analysis is not needed any more once its posts
 * were added. O(words of the posts + terms).
 */
export class AnalysisJoiner {
  readonly #writer = new AnalysisWriter();
  #count = 0;

  /** Makes the function that adds posts of an analysis, by number. */
  from(part: Analysis): (post: number) => void {
    const writer = this.#writer;
    const firsts = findFirstPassages(part);
    /** Provisional numbers plus one; 0 for terms that no added post holds. */
    const numbers = new Uint32Array(countTerms(part.terms));
    const numberOf = (term: number): number => {
      const known = numbers[term] as number;
      if (known > 0) return known - 1;
      const number = writer.numbers.of(termAt(part.terms, term));
      numbers[term] = number + 1;
      return number;
    };
    const copyList = ({ starts, values }: Lists, list: number, to: ListsWriter) => {
      for (let place = starts[list] as number; place < (starts[list + 1] as number); place++) {
        const value = values[place] as number;
        to.push(value === 0 ? 0 : numberOf(value - 1) + 1);
      }
      to.close();
    };
    return (post) => {
      copyText(part.posts, post, writer.posts);
      copyText(part.ids, post, writer.ids);
      copyText(part.acronyms, post, writer.acronyms);
      for (let passage = firsts[post] as number; passage < (firsts[post + 1] as number); passage++) {
        writer.passages.copy(part, passage, this.#count);
        copyList(part.passageTerms, passage, writer.passageTerms);
      }
      for (let field = 0; field < FIELDS_ABOVE; field++) {
        copyList(part.postTerms, post * FIELDS_ABOVE + field, writer.postTerms);
      }
      const { starts, terms, capitals, all } = part.capitals;
      writer.beginCapitals();
      for (let place = starts[post] as number; place < (starts[post + 1] as number); place++) {
        writer.pushCapitals(
          numberOf(terms[place] as number),
          capitals[place] as number,
          all[place] as number,
        );
      }
      this.#count++;
    };
  }

  finish(): Analysis {
    return this.#writer.finish();
  }
}

function copyText({ bytes, starts }: Texts, number: number, to: TextsWriter): void {
  to.pushBytes(bytes.subarray(starts[number], starts[number + 1]));
}
