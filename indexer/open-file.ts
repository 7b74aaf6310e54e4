import { closeSync, fstatSync, read, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import type { Bytes } from './segment/bytes.ts';

/** Closes a file once nobody can read from it any more. */
const closer = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));
const readLater = promisify(read);

/** Bytes; Node refuses to read 2 GB at once. */
const LONGEST_READ = 2 ** 30;

/** A file that is open for as long as something refers to it, also when another takes its name. */
export class OpenFile {
  readonly #descriptor: number;

  /** @param descriptor Of an open file, which is this object's from now on. */
  constructor(descriptor: number) {
    this.#descriptor = descriptor;
    closer.register(this, descriptor);
  }

  stat(): Stats {
    return fstatSync(this.#descriptor);
  }

  /** @throws RangeError when the file has fewer bytes. */
  async read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    for (let end = 0; end < length; ) {
      const most = Math.min(LONGEST_READ, length - end);
      end += checkRead((await readLater(this.#descriptor, bytes, end, most, start + end)).bytesRead);
    }
    return bytes;
  }

  /** A stretch of the file, which is read when it is asked for. */
  stretch(start: number, length: number): Bytes {
    const readNow = (first: number, count: number) => {
      const bytes = new Uint8Array(count);
      for (let end = 0; end < count; ) {
        const most = Math.min(LONGEST_READ, count - end);
        end += checkRead(readSync(this.#descriptor, bytes, end, most, first + end));
      }
      return bytes;
    };
    return {
      length,
      subarray: (first = 0, end = length) =>
        readNow(start + first, Math.max(0, Math.min(end, length) - first)),
    };
  }
}

function checkRead(count: number): number {
  if (count === 0) throw new RangeError('the file has become shorter');
  return count;
}
