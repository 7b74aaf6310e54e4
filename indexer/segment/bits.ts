/** A bit a number: is it marked? */
export type Bits = Uint32Array;

const WORD_BITS = 5;
const WORD = 1 << WORD_BITS;

export function makeBits(count: number): Bits {
  return new Uint32Array(Math.ceil(count / WORD));
}

export function mark(bits: Bits, number: number): void {
  bits[number >>> WORD_BITS] = (bits[number >>> WORD_BITS] as number) | (1 << (number & (WORD - 1)));
}

export function isMarked(bits: Bits, number: number): boolean {
  return ((bits[number >>> WORD_BITS] as number) & (1 << (number & (WORD - 1)))) !== 0;
}
