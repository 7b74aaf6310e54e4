/** Bytes in memory, or elsewhere: a Uint8Array is one. */
export interface Bytes {
  readonly length: number;
  /** A view, or a copy: not to be written to. */
  subarray(start?: number, end?: number): Uint8Array;
}
