import type { Match } from './search-postings.ts';

/** Keeps the best of the documents that it is offered, in ascending order of their numbers: a heap, the worst on top. */
export class TopDocuments {
  readonly #limit: number;
  readonly #documents: number[] = [];
  readonly #scores: number[] = [];

  /** @param limit How many are kept at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A document must score above this to get in. */
  get threshold(): number {
    return this.#scores.length < this.#limit ? Number.NEGATIVE_INFINITY : (this.#scores[0] as number);
  }

  /** O(log limit). */
  offer(document: number, score: number): void {
    if (this.#scores.length < this.#limit) this.#lift(document, score);
    else if (score > this.threshold) this.#sink(document, score);
  }

  /** Best first, ties by number. */
  finish(): Match[] {
    return this.#documents
      .map((document, i) => ({ document, score: this.#scores[i] as number }))
      .sort((a, b) => b.score - a.score || a.document - b.document);
  }

  #lift(document: number, score: number): void {
    let at = this.#scores.length;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#isWorse(score, document, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, document, score);
  }

  #sink(document: number, score: number): void {
    const length = this.#scores.length;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < length &&
        this.#isWorse(this.#scores[right] as number, this.#documents[right] as number, child)
      ) {
        child = right;
      }
      if (this.#isWorse(score, document, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, document, score);
  }

  #isWorse(score: number, document: number, than: number): boolean {
    const other = this.#scores[than] as number;
    return score < other || (score === other && document > (this.#documents[than] as number));
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#documents[from] as number, this.#scores[from] as number);
  }

  #put(at: number, document: number, score: number): void {
    this.#documents[at] = document;
    this.#scores[at] = score;
  }
}
