/** In code units; a longer piece is not kept. */
const LONGEST = 48;
const FIRST_SLOTS = 1 << 12;
/** Of Fowler, Noll and Vo's hash (FNV-1a), 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * What is made of a piece of text, made only once. Pieces are found where they stand, without a string of each: text says
 * the same words over and over, and a map from strings takes ten times as long to find one.
 */
export class RunTable<T> {
  readonly #make: (piece: string) => T;
  /** The number of a piece, plus one, at a place that its hash leads to; 0: none. Half empty at least. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #hashes = new Uint32Array(FIRST_SLOTS / 2);
  /** Piece n is the code units from `starts[n]` to `starts[n + 1]`. */
  #starts = new Uint32Array(FIRST_SLOTS / 2 + 1);
  #units = new Uint16Array(FIRST_SLOTS * 4);
  #made: T[] = [];

  constructor(make: (piece: string) => T) {
    this.#make = make;
  }

  /** What is made of the piece of `text` from `start` to before `end`. */
  get(text: string, start: number, end: number): T {
    const length = end - start;
    if (length > LONGEST) return this.#make(text.slice(start, end));
    let hash = OFFSET;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    hash >>>= 0;
    const mask = this.#slots.length - 1;
    // The low bits of the product know little of the first letters.
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] as number) - 1;
      if (this.#hashes[number] === hash && this.#isPiece(number, text, start, length)) {
        return this.#made[number] as T;
      }
    }
    return this.#add(text.slice(start, end), hash, slot);
  }

  #isPiece(number: number, text: string, start: number, length: number): boolean {
    const first = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - first !== length) return false;
    for (let at = 0; at < length; at++) {
      if (this.#units[first + at] !== text.charCodeAt(start + at)) return false;
    }
    return true;
  }

  #add(piece: string, hash: number, slot: number): T {
    const made = this.#make(piece);
    const number = this.#made.push(made) - 1;
    const first = this.#starts[number] as number;
    if (first + piece.length > this.#units.length) this.#units = enlarge(this.#units, Uint16Array);
    for (let at = 0; at < piece.length; at++) this.#units[first + at] = piece.charCodeAt(at);
    this.#starts[number + 1] = first + piece.length;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    if (this.#made.length === this.#hashes.length) this.#grow();
    return made;
  }

  #grow(): void {
    this.#hashes = enlarge(this.#hashes, Uint32Array);
    this.#starts = enlarge(this.#starts, Uint32Array, 1);
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#made.length; number++) {
      const hash = this.#hashes[number] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

function enlarge<A extends Uint16Array | Uint32Array>(
  values: A,
  Kind: new (length: number) => A,
  more = 0,
): A {
  const larger = new Kind(2 * (values.length - more) + more);
  larger.set(values);
  return larger;
}
