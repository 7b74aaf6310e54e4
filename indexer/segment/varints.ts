/** Whole numbers from 0 to 2³² − 1 as LEB128: seven bits a byte, the lowest first, the high bit set on all but the last. */

const FIRST_BYTES = 256;
const LONGEST = 5;

/** Collects numbers, and bytes as they are. */
export class VarintWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length + LONGEST > this.#bytes.length) this.#grow(LONGEST);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  pushBytes(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The writer is empty afterwards. */
  finish(): Uint8Array<ArrayBuffer> {
    // A view would take the room behind it along from thread to thread.
    const bytes = this.#bytes.slice(0, this.#length);
    this.#bytes = new Uint8Array(FIRST_BYTES);
    this.#length = 0;
    return bytes;
  }

  #grow(more: number): void {
    const longer = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 2));
    longer.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = longer;
  }
}

/**
 * Reads the numbers of `bytes` from `start` to `end` into `into` from `at` on, and gives the place behind the last;
 * `into` must have room for one a byte.
 */
export function readVarints(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: Uint32Array,
  at: number,
): number {
  let to = at;
  for (let place = start; place < end; ) {
    let value = bytes[place++] as number;
    if (value > 0x7f) {
      value &= 0x7f;
      for (let shift = 7; place < end; shift += 7) {
        const byte = bytes[place++] as number;
        value |= (byte & 0x7f) << shift;
        if (byte <= 0x7f) break;
      }
    }
    into[to++] = value;
  }
  return to;
}
