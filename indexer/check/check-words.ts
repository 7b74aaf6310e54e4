import { findMisspelt } from '../mend/find-misspelt.ts';
import type { Fault } from '../types.ts';
import type { Page } from './check-links.ts';

/** Warnings about names of products that are not written as the community's list has them. */
export function checkWords({ file, body, bodyLine }: Page, words: readonly string[]): Fault[] {
  return findMisspelt(body, words).map(({ line, column, written, word }) => ({
    severity: 'warning',
    file,
    line: bodyLine + line,
    column: column + 1,
    message: `the name is written otherwise here: "${written}"`,
    hint: `write ${word}, or have it mended with --fix`,
  }));
}
