import { basename } from 'node:path';
import { id as idSchema } from './front-matter-fields.ts';
import type { Fault } from './types.ts';

/** The id that a content file has: the one in its front matter, else the stem of its name. */
export function nameContent(file: string, given: string | null, faults: Fault[]): string {
  const id = given ?? basename(file, '.md');
  if (!idSchema.safeParse(id).success) {
    faults.push({
      severity: 'error',
      file,
      line: 1,
      column: 1,
      message: `the file's name makes no id: ${JSON.stringify(id)}`,
      hint: 'use letters (A to Z), digits, hyphens, dots and underscores, or give an "id" in the front matter',
    });
  }
  return id;
}
