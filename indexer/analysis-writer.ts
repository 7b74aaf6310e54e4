import type { Analysis } from './analysis.ts';
import { GrowingColumn } from './segment/column.ts';
import { TermNumbers } from './segment/dictionary.ts';
import { ListsWriter } from './segment/lists.ts';
import { TextsWriter } from './segment/texts.ts';
import { PassagesWriter } from './stored-passages.ts';

/** The tables of an analysis while they grow; terms have provisional numbers until it is finished. */
export class AnalysisWriter {
  readonly numbers = new TermNumbers();
  readonly passages = new PassagesWriter();
  readonly passageTerms = new ListsWriter();
  readonly postTerms = new ListsWriter();
  readonly posts = new TextsWriter();
  readonly ids = new TextsWriter();
  readonly acronyms = new TextsWriter();
  readonly #capitals = {
    starts: new GrowingColumn(),
    terms: new GrowingColumn(),
    capitals: new GrowingColumn(),
    all: new GrowingColumn(),
  };

  /** Those of the next post follow. */
  beginCapitals(): void {
    this.#capitals.starts.push(this.#capitals.terms.length);
  }

  /** @param term Its provisional number. */
  pushCapitals(term: number, capitals: number, all: number): void {
    this.#capitals.terms.push(term);
    this.#capitals.capitals.push(capitals);
    this.#capitals.all.push(all);
  }

  /** The tables, with the final numbers of terms; the writer is empty afterwards. O(words + terms × log terms). */
  finish(): Analysis {
    this.beginCapitals();
    const { dictionary, final } = this.numbers.finish();
    const finalOf = (number: number) => final[number] as number;
    const listed = (value: number) => (value === 0 ? 0 : finalOf(value - 1) + 1);
    return {
      ...this.passages.finish(),
      posts: this.posts.finish(),
      ids: this.ids.finish(),
      acronyms: this.acronyms.finish(),
      terms: dictionary,
      passageTerms: this.passageTerms.finish(listed, final.length),
      postTerms: this.postTerms.finish(listed, final.length),
      capitals: {
        starts: this.#capitals.starts.finish(),
        terms: this.#capitals.terms.finish(finalOf, final.length),
        capitals: this.#capitals.capitals.finish(),
        all: this.#capitals.all.finish(),
      },
    };
  }
}
