import type { Index } from '../../indexer/open-index.ts';

/** Terms that are kept at a time, 4 MB; what posts hold beyond is read anew each time. */
const MOST_KEPT = 1 << 20;
/** Room for the thousand candidates of most questions. */
const USUAL = 1 << 18;

/**
 * The terms of some posts, each post read from the index when it is first looked at: reading is decoding, and
 * a question looks at its candidates twice. One post lies open at a time.
 */
export class KeptTerms {
  readonly #index: Index;
  readonly #mostKept: number;
  #posts: readonly number[] = [];
  /** By place of the post: where its terms begin, plus one; 0 when they are not kept. */
  #firsts = new Uint32Array();
  #bodies = new Uint32Array();
  #ends = new Uint32Array();
  #length = 0;

  /** As `termsOfPost` gives them. */
  terms = new Uint32Array(USUAL);
  /** The open post's titles, tags, series and names begin here in `terms` … */
  first = 0;
  /** … its text here … */
  body = 0;
  /** … and behind it is this. */
  end = 0;

  constructor(index: Index, mostKept: number = MOST_KEPT) {
    this.#index = index;
    this.#mostKept = mostKept;
  }

  /** Forgets all; the posts, given by their numbers, are known by their places from now on. */
  begin(posts: readonly number[]): void {
    this.#posts = posts;
    this.#firsts = new Uint32Array(posts.length);
    this.#bodies = new Uint32Array(posts.length);
    this.#ends = new Uint32Array(posts.length);
    this.#length = 0;
  }

  /** O(1) for a post that is kept, else O(words of the post). */
  open(place: number): void {
    const first = this.#firsts[place] as number;
    if (first > 0) {
      this.first = first - 1;
      this.body = this.#bodies[place] as number;
      this.end = this.#ends[place] as number;
    } else this.#read(place);
  }

  #read(place: number): void {
    const { title, body } = this.#index.termsOfPost(this.#posts[place] as number);
    this.first = this.#length;
    this.body = this.first + title.length;
    this.end = this.body + body.length;
    if (this.end > this.terms.length) {
      const longer = new Uint32Array(Math.max(this.end, 2 * this.terms.length));
      longer.set(this.terms.subarray(0, this.#length));
      this.terms = longer;
    }
    this.terms.set(title, this.first);
    this.terms.set(body, this.body);
    if (this.end > this.#mostKept) return;
    this.#firsts[place] = this.first + 1;
    this.#bodies[place] = this.body;
    this.#ends[place] = this.end;
    this.#length = this.end;
  }
}
