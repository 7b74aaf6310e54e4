import { parseMarkdown } from '../markdown.ts';

/** A name that is written otherwise than it should be. */
export interface Misspelt {
  /** 0-based, in the body. */
  readonly line: number;
  /** 0-based, in UTF-16 code units. */
  readonly column: number;
  readonly written: string;
  readonly word: string;
}

/**
 * Finds names of the list whose capitals are others, in the prose of a body: not in code, addresses, targets of
 * links, nor in longer names (`openstack-dev`, `#openstack`, `openstack.org`). O(body), whatever the list.
 */
export function findMisspelt(body: string, words: readonly string[]): Misspelt[] {
  if (words.length === 0) return [];
  const spelled = new Map(words.map((word) => [word.toLowerCase(), word]));
  const correct = new Set(words);
  const longestFirst = [...spelled.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_@#/.:~$-])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}_@#/~$-]|[.:]\\S)`,
    'giu',
  );
  const lines = body.split('\n');
  const found: Misspelt[] = [];
  for (const { type, map } of parseMarkdown(body)) {
    // Cells of a table have no lines of their own: they share their row's.
    if ((type !== 'inline' && type !== 'tr_open') || map === null) continue;
    const masked = mask(lines.slice(map[0], map[1]).join('\n')).split('\n');
    for (const [offset, text] of masked.entries()) {
      for (const { 0: written, index } of text.matchAll(pattern)) {
        const word = spelled.get(written.toLowerCase());
        if (word === undefined || correct.has(written)) continue;
        found.push({ line: map[0] + offset, column: index, written, word });
      }
    }
  }
  return found;
}

/** Code spans, targets of links and addresses as signs that are no words, of the same length. */
function mask(text: string): string {
  return text.replace(
    /(?<!`)(`+)(?!`)[^`]*(?:`+[^`]+)*?(?<!`)\1(?!`)|\]\([^)\n]{0,500}\)|\]\[[^\]\n]*\]|<[^>\s]{1,500}>|\b[a-z][a-z0-9+.-]{0,20}:\/\/\S+|^\s*\[[^\]]+\]:.*$/gim,
    (hidden) => hidden.replace(/[^\n]/g, '\u0000'),
  );
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
