import type { Bytes } from './bytes.ts';
import { type Column, GrowingColumn } from './column.ts';
import { VarintWriter } from './varints.ts';

/**
 * Many texts in blocks of some kilobytes, which may be deflated each by itself: text n begins at `starts[n]` of the
 * UTF-8 bytes of all; block b holds the texts from `firsts[b]` to before `firsts[b + 1]`, and is the stored bytes
 * from `offsets[b]` to `offsets[b + 1]`. A block that is as long stored as it is read lies there as it is; others are
 * in zlib's format (RFC 1950), whose checksum is looked at when they are read.
 */
export type Blocks<B extends Bytes = Uint8Array> = {
  readonly starts: Column;
  readonly firsts: Column;
  readonly offsets: Column;
  readonly bytes: B;
};

/** As of node:zlib, which a browser has not. */
export type Deflate = (bytes: Uint8Array) => Uint8Array;
/** Gives exactly so many bytes, or throws. */
export type Inflate = (bytes: Uint8Array, length: number) => Uint8Array;

/** Blocks that are kept once they were read: a text's neighbours are often asked for next. */
const MOST_KEPT = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Deflating makes bytes shorter by this at most (RFC 1951: 258 bytes take 2 bits); those that it can't, longer by a little. */
const MOST_DEFLATED = 1_032;
const MOST_INFLATED = 64;

/** Can each block be as long as its texts are? O(blocks). */
export function canHold(blocks: Blocks<Bytes>): boolean {
  for (let block = 0; block + 1 < blocks.firsts.length; block++) {
    const stored = (blocks.offsets[block + 1] as number) - (blocks.offsets[block] as number);
    const length = lengthOf(blocks, block);
    if (stored > length + MOST_INFLATED || length > stored * MOST_DEFLATED) return false;
  }
  return true;
}

export interface BlockReader {
  readonly blocks: Blocks<Bytes>;
  text(number: number): string;
  /** The text's bytes in UTF-8; they are a view. */
  bytes(number: number): Uint8Array;
}

/** Reads texts of blocks. @throws what `inflate` throws, for a block that is damaged. */
export function createBlockReader(blocks: Blocks<Bytes>, inflate: Inflate): BlockReader {
  const { starts, firsts } = blocks;
  const kept = new Map<number, Uint8Array>();
  const readBlock = (block: number): Uint8Array => {
    let bytes = kept.get(block);
    if (bytes === undefined) {
      bytes = inflateBlock(blocks, block, inflate);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as number);
      kept.set(block, bytes);
    }
    return bytes;
  };
  const bytes = (number: number): Uint8Array => {
    const block = findBlock(firsts, number);
    const base = starts[firsts[block] as number] as number;
    return readBlock(block).subarray(
      (starts[number] as number) - base,
      (starts[number + 1] as number) - base,
    );
  };
  return { blocks, text: (number) => decoder.decode(bytes(number)), bytes };
}

/** The block as it is read. */
function inflateBlock(blocks: Blocks<Bytes>, block: number, inflate: Inflate): Uint8Array {
  const stored = blocks.bytes.subarray(blocks.offsets[block], blocks.offsets[block + 1]);
  const length = lengthOf(blocks, block);
  return stored.length === length ? stored : inflate(stored, length);
}

/** How long a block is when it is read, in bytes. */
function lengthOf({ starts, firsts }: Blocks<Bytes>, block: number): number {
  return (starts[firsts[block + 1] as number] as number) - (starts[firsts[block] as number] as number);
}

/** The block of a text: the last that begins at it or before. O(log blocks). */
function findBlock(firsts: Column, number: number): number {
  let low = 0;
  let high = firsts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] as number) <= number) low = middle;
    else high = middle;
  }
  return low;
}

/** Collects texts. */
export class BlocksWriter {
  readonly #deflate: Deflate | null;
  readonly #size: number;
  #starts = new GrowingColumn();
  #firsts = new GrowingColumn();
  #offsets = new GrowingColumn();
  #stored = new VarintWriter();
  /** The block at hand, and where it begins among the bytes of all texts. */
  #block = new VarintWriter();
  #isOpen = false;
  #base = 0;

  /**
   * @param deflate How blocks are deflated; `null`: they are stored as they are.
   * @param size Bytes: a block is closed when it holds so many. Twice as many save a tenth of the room of prose, and
   * take twice as long to read.
   */
  constructor(deflate: Deflate | null, size: number) {
    this.#deflate = deflate;
    this.#size = size;
  }

  push(text: string): void {
    this.pushBytes(encoder.encode(text));
  }

  /** A text that is in UTF-8 already. */
  pushBytes(bytes: Uint8Array): void {
    if (!this.#isOpen) this.#begin();
    this.#starts.push(this.#base + this.#block.length);
    this.#block.pushBytes(bytes);
    if (this.#block.length >= this.#size) this.#close();
  }

  /** Copies the texts from `first` to before `end`: whole blocks that are deflated, as they are to be, unread. */
  copy(reader: BlockReader, first: number, end: number): void {
    const { blocks } = reader;
    let block = first < end ? findBlock(blocks.firsts, first) : 0;
    for (let text = first; text < end; block++) {
      const behind = blocks.firsts[block + 1] as number;
      const isWhole = text === blocks.firsts[block] && behind <= end;
      if (isWhole && this.#canCopy(blocks, block)) {
        this.#copyBlock(blocks, block);
        text = behind;
      }
      for (; text < Math.min(behind, end); text++) this.pushBytes(reader.bytes(text));
    }
  }

  finish(): Blocks {
    if (this.#isOpen) this.#close();
    this.#firsts.push(this.#starts.length);
    this.#starts.push(this.#base);
    this.#offsets.push(this.#stored.length);
    return {
      starts: this.#starts.finish(),
      firsts: this.#firsts.finish(),
      offsets: this.#offsets.finish(),
      bytes: this.#stored.finish(),
    };
  }

  #canCopy(blocks: Blocks<Bytes>, block: number): boolean {
    const length = lengthOf(blocks, block);
    const isDeflated = (blocks.offsets[block + 1] as number) - (blocks.offsets[block] as number) !== length;
    return this.#deflate !== null && isDeflated && length >= this.#size / 2;
  }

  #copyBlock(blocks: Blocks<Bytes>, block: number): void {
    const { starts, firsts, offsets, bytes } = blocks;
    if (this.#isOpen) this.#close();
    this.#begin();
    const first = firsts[block] as number;
    const from = starts[first] as number;
    for (let text = first; text < (firsts[block + 1] as number); text++) {
      this.#starts.push(this.#base + (starts[text] as number) - from);
    }
    this.#base += lengthOf(blocks, block);
    this.#stored.pushBytes(bytes.subarray(offsets[block], offsets[block + 1]));
    this.#isOpen = false;
  }

  #begin(): void {
    this.#firsts.push(this.#starts.length);
    this.#offsets.push(this.#stored.length);
    this.#isOpen = true;
  }

  #close(): void {
    const bytes = this.#block.finish();
    const deflated = this.#deflate?.(bytes);
    // As long as before would say that it is not deflated; longer does not, and has the checksum.
    this.#stored.pushBytes(deflated !== undefined && deflated.length !== bytes.length ? deflated : bytes);
    this.#base += bytes.length;
    this.#isOpen = false;
  }
}
