import { createHash, hash } from 'node:crypto';
import type { ContentFile } from './read-content-file.ts';

/** What a file holds: hexadecimal SHA-256 of its bytes; of one that can't be read, why. */
export function digestFile({ bytes, fault }: ContentFile): string {
  return bytes === null ? fault.message : hash('sha256', bytes, 'hex');
}

/** The hexadecimal SHA-256 of files by path and digest, in the order given. */
export function joinDigests(digests: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([...digests]))
    .digest('hex');
}
