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
  /** Tells it from all other files there are now. */
  readonly identity: string;
  readonly stats: Stats;
  readonly #descriptor: number;

  /** @param descriptor Of an open file, which is this object's from now on. */
  constructor(descriptor: number) {
    this.#descriptor = descriptor;
    closer.register(this, descriptor);
    this.stats = fstatSync(descriptor);
    this.identity = `${this.stats.dev}:${this.stats.ino}:${this.stats.mtimeMs}`;
  }

  /** Into memory that threads share. @throws RangeError when the file has fewer bytes. */
  async read(start: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(new SharedArrayBuffer(length));
    for (let end = 0; end < length; ) {
      const most = Math.min(LONGEST_READ, length - end);
      end += checkRead((await readLater(this.#descriptor, bytes, end, most, start + end)).bytesRead);
    }
    return bytes;
  }

  /** @throws RangeError when the file has fewer bytes. */
  readNow(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let end = 0; end < length; ) {
      const most = Math.min(LONGEST_READ, length - end);
      end += checkRead(readSync(this.#descriptor, bytes, end, most, start + end));
    }
    return bytes;
  }
}

function checkRead(count: number): number {
  if (count === 0) throw new RangeError('the file has become shorter');
  return count;
}

/** A stretch of a file, read when it is asked for. What another thread is sent of it tells where it is, and can't read. */
export class FileStretch implements Bytes {
  readonly identity: string;
  readonly start: number;
  readonly length: number;
  readonly #file: OpenFile;

  constructor(file: OpenFile, start: number, length: number) {
    this.identity = file.identity;
    this.#file = file;
    this.start = start;
    this.length = length;
  }

  subarray(first = 0, end = this.length): Uint8Array {
    return this.#file.readNow(this.start + first, Math.max(0, Math.min(end, this.length) - first));
  }

  /** A part of it. */
  stretch(first: number, length: number): FileStretch {
    return new FileStretch(this.#file, this.start + first, length);
  }
}
