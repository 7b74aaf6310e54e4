import { posix } from 'node:path';
import type { Fault } from '../types.ts';
import { findLinks } from './find-links.ts';

export interface Page {
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  readonly body: string;
  readonly bodyLine: number;
}

/**
 * Faults of links and images that should lead to a file of the content folder, and do not. Addresses with
 * a scheme (`https:`) and places in the same page (`#here`) are not looked at. `isFile` is asked for paths
 * inside the content folder.
 */
export async function checkLinks(page: Page, isFile: (file: string) => Promise<boolean>): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { href, line, column } of findLinks(page.body, page.bodyLine)) {
    const tell = (message: string, hint: string) =>
      faults.push({ severity: 'error', file: page.file, line, column, message, hint });
    if (/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) continue;
    const path = decodePath(href);
    if (path === '') {
      tell('the link has no target', 'name a file or an address');
    } else if (path.startsWith('/')) {
      tell(`the link is not relative: "${path}"`, 'write the path from this file: ../2017/arp.md');
    } else {
      const file = posix.join(posix.dirname(page.file), path);
      if (file === '..' || file.startsWith('../')) {
        tell(`the link leads outside the content folder: "${path}"`, 'link to files inside it only');
      } else if (!(await isFile(file))) {
        tell(`the link leads to a file that is not there: "${path}"`, `add ${file}, or mend the link`);
      }
    }
  }
  return faults;
}

function decodePath(href: string): string {
  const path = href.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
