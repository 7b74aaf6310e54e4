import lunr from 'lunr';
import { cutRuns } from './cut-runs.ts';
import { IRREGULAR_WORDS } from './irregular-words.ts';
import { keepFirsts } from './keep-firsts.ts';

/**
 * The one way in which text becomes terms, for posts and questions alike: whatever finds a word can
 * also mark it in the quote.
 */

/** A term and the place in the text that it was read from. What is found in a word follows the word. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** `word` as written; `joined`, the same without its hyphens; `part`, a piece of it: `accept` in `arp_accept`. */
  readonly role: 'word' | 'joined' | 'part';
}

/** Changes whenever the same text would give other terms; a snapshot of another analysis is rebuilt. */
export const ANALYSIS = 'almanac-text-2, lunr-stemmer-2.3.9';

/** A longer run without a space (base64, a URL with a query) is found by its parts only. */
const LONGEST_COMPOUND = 48;
const LONGEST_TERM = 64;

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const LANGUAGE_NAME = /^\p{L}(?:\+\+|#)$/u;
const PART = /\p{N}+(?:\.\p{N}+)+|\p{L}+(?=\p{N}+\.\p{N})|[\p{L}\p{M}\p{N}]+/gu;
const NAME_AND_NUMBER = /^([\p{L}\p{M}]{2,})(\p{N}+)$/u;
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+/gu;

/**
 * Reads text into terms. A plain word gives its stem; a compound gives itself as written (lower
 * case), its parts (`arp_accept` → `arp_accept`, `arp`, `accept`; `RHEL7` → `rhel7`, `rhel`, `7`;
 * `getUserName` → …, `get`, `user`, `name`), and its letters joined where a hyphen stood
 * (`fail-over` → `failover`). Versions and addresses stay whole (`4.11`, `10.0.0.1`). O(text).
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  cutRuns(text, (from, to) => {
    for (const { term, start, end, role } of readRunOnce(text.slice(from, to))) {
      tokens.push({ term, start: from + start, end: from + end, role });
    }
  });
  return tokens;
}

/** The terms of a text, parts included, in order. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  cutRuns(text, (from, to) => {
    for (const { term } of readRunOnce(text.slice(from, to))) terms.push(term);
  });
  return terms;
}

const readRunOnce = keepFirsts(readRun);

/** The tokens of a run that `cutRuns` cut; their places are counted from its begin. */
export function readRun(run: string): readonly Token[] {
  const tokens: Token[] = [];
  const leading = /^[^\p{L}\p{N}]*/u.exec(run)?.[0].length ?? 0;
  const word = trimPunctuation(run);
  if (word !== '') addWord(tokens, word, leading);
  return tokens;
}

/** Lower case, accents and curly apostrophes gone: `Café’s` → `cafe's`. Compatible forms are unified (NFKD). */
export function fold(text: string): string {
  return isPlain(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[’‘ʼ]/gu, "'")
        .replace(/[‐‑‒−]/gu, '-')
        .toLowerCase();
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

function trimPunctuation(run: string): string {
  const tail = run.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[.:'’`_~]+$/u, '');
  return LANGUAGE_NAME.test(tail) ? tail : run.replace(EDGES, '');
}

function addWord(tokens: Token[], word: string, start: number): void {
  const end = start + word.length;
  const add = (term: string, from: number, to: number, role: Token['role']) => {
    if (term !== '' && term.length <= LONGEST_TERM) tokens.push({ term, start: from, end: to, role });
  };
  const folded = fold(word).replace(/'s$/, '').replaceAll("'", '');
  const parts = splitParts(word.replace(/['’]s$/u, '').replace(/['’]/gu, ''), start);
  const isPlainWord = parts.length === 1 && folded === fold(parts[0]?.[0] ?? '');
  if (isPlainWord || LANGUAGE_NAME.test(folded)) {
    add(stem(folded), start, end, 'word');
    return;
  }
  if (folded.length <= LONGEST_COMPOUND) {
    add(folded, start, end, 'word');
    const joined = folded.replace(/(?<=\p{L})-(?=\p{L})/gu, '');
    if (joined !== folded && /^\p{L}+$/u.test(joined)) add(stem(joined), start, end, 'joined');
  }
  for (const [text, at] of parts) {
    // A lone letter inside a compound (e.g., n->updated) says nothing of its own.
    if (!/^[a-z]$/i.test(text)) add(stem(fold(text)), at, at + text.length, 'part');
  }
}

/** The pieces of a compound with their offsets; one piece when the word is none. */
function splitParts(word: string, start: number): [string, number][] {
  const parts: [string, number][] = [];
  for (const match of word.matchAll(PART)) {
    const at = start + match.index;
    const numbered = NAME_AND_NUMBER.exec(match[0]);
    const humps = isCamelCase(match[0]) ? [...match[0].matchAll(HUMPS)] : [];
    if (numbered?.[1] && numbered[2]) parts.push([numbered[1], at], [numbered[2], at + numbered[1].length]);
    else if (humps.length > 1) for (const hump of humps) parts.push([hump[0], at + hump.index]);
    else parts.push([match[0], at]);
  }
  return parts;
}

/** `getName`, `HelloWorldTest`; not names such as OpenStack or GitHub, which nobody looks up by halves. */
function isCamelCase(word: string): boolean {
  return /^\p{Ll}+\p{Lu}\p{Ll}/u.test(word) || /^(?:\p{Lu}\p{Ll}+){3,}$/u.test(word);
}

/** Porter's stem (1980) as lunr has it, of words of Latin letters and of what they are forms of; anything else stays as it is. */
export function stem(word: string): string {
  return word.length < 3 || !/^[a-z]+$/.test(word) ? word : stemOnce(word);
}

const stemOnce = keepFirsts((word) =>
  lunr.stemmer(new lunr.Token(IRREGULAR_WORDS.get(word) ?? word, {})).toString(),
);
