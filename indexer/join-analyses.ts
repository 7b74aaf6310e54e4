import { type Analysis, FIELDS_ABOVE } from './analysis.ts';
import { GrowingColumn } from './segment/column.ts';
import { countTerms, TermNumbers, termAt } from './segment/dictionary.ts';
import { type Lists, ListsWriter } from './segment/lists.ts';
import { type Texts, TextsWriter } from './segment/texts.ts';
import { findFirstPassages, PassagesWriter } from './stored-passages.ts';

/**
 * Joins posts of several analyses into one: the same, byte for byte, as if those posts had been analysed
 * together. Terms that only other posts hold do not get in. An analysis is not needed any more once its posts
 * were added. O(words of the posts + terms).
 */
export class AnalysisJoiner {
  readonly #numbers = new TermNumbers();
  readonly #passages = new PassagesWriter();
  readonly #passageTerms = new ListsWriter();
  readonly #postTerms = new ListsWriter();
  readonly #posts = new TextsWriter();
  readonly #ids = new TextsWriter();
  readonly #acronyms = new TextsWriter();
  readonly #capitals = {
    starts: new GrowingColumn(),
    terms: new GrowingColumn(),
    capitals: new GrowingColumn(),
    all: new GrowingColumn(),
  };
  #count = 0;

  /** Makes the function that adds posts of an analysis, by number. */
  from(part: Analysis): (post: number) => void {
    const firsts = findFirstPassages(part);
    /** Provisional numbers plus one; 0 for terms that no added post holds. */
    const numbers = new Uint32Array(countTerms(part.terms));
    const numberOf = (term: number): number => {
      const known = numbers[term] as number;
      if (known > 0) return known - 1;
      const number = this.#numbers.of(termAt(part.terms, term));
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
      copyText(part.posts, post, this.#posts);
      copyText(part.ids, post, this.#ids);
      copyText(part.acronyms, post, this.#acronyms);
      for (let passage = firsts[post] as number; passage < (firsts[post + 1] as number); passage++) {
        this.#passages.copy(part, passage, this.#count);
        copyList(part.passageTerms, passage, this.#passageTerms);
      }
      for (let field = 0; field < FIELDS_ABOVE; field++) {
        copyList(part.postTerms, post * FIELDS_ABOVE + field, this.#postTerms);
      }
      const { starts, terms, capitals, all } = part.capitals;
      this.#capitals.starts.push(this.#capitals.terms.length);
      for (let place = starts[post] as number; place < (starts[post + 1] as number); place++) {
        this.#capitals.terms.push(numberOf(terms[place] as number));
        this.#capitals.capitals.push(capitals[place] as number);
        this.#capitals.all.push(all[place] as number);
      }
      this.#count++;
    };
  }

  finish(): Analysis {
    this.#capitals.starts.push(this.#capitals.terms.length);
    const { dictionary, final } = this.#numbers.finish();
    const finalOf = (number: number) => final[number] as number;
    const listed = (value: number) => (value === 0 ? 0 : finalOf(value - 1) + 1);
    return {
      ...this.#passages.finish(),
      posts: this.#posts.finish(),
      ids: this.#ids.finish(),
      acronyms: this.#acronyms.finish(),
      terms: dictionary,
      passageTerms: this.#passageTerms.finish(listed, final.length),
      postTerms: this.#postTerms.finish(listed, final.length),
      capitals: {
        starts: this.#capitals.starts.finish(),
        terms: this.#capitals.terms.finish(finalOf, final.length),
        capitals: this.#capitals.capitals.finish(),
        all: this.#capitals.all.finish(),
      },
    };
  }
}

function copyText({ bytes, starts }: Texts, number: number, to: TextsWriter): void {
  to.pushBytes(bytes.subarray(starts[number], starts[number + 1]));
}
