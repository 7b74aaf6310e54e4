import { mendFences } from './mend-fences.ts';
import { mendHeadings } from './mend-headings.ts';
import { mendFinalNewline, mendFrontMatterTabs, mendLineEnds, mendTrailingBlanks } from './mend-layout.ts';
import { mendTags } from './mend-tags.ts';
import { mendWords } from './mend-words.ts';

/** One thing that was mended. */
export interface Mend {
  /** 1-based, in the text before. */
  readonly line: number;
  /** What was done: `"Openstack" is now "OpenStack"`. */
  readonly what: string;
}

export interface Mended {
  readonly text: string;
  readonly mends: readonly Mend[];
}

/** What of a community decides how things are spelled. */
export interface Spelling {
  /** Names of products, as they are to be written. */
  readonly words: readonly string[];
  /** The spelling of each tag, by its lower case. */
  readonly tags: ReadonlyMap<string, string>;
}

/**
 * Mends what is mechanical in the text of a content file, and never its meaning: where a mend would make other
 * Markdown or other YAML of it, it is left. What is mended once is not mended again. Each step but the last keeps
 * the lines, so that all mends tell the lines of the text that was given.
 */
export function mendText(text: string, spelling: Spelling): Mended {
  const mends: Mend[] = [];
  let now = text;
  for (const step of STEPS) {
    const mended = step(now, spelling);
    now = mended.text;
    mends.push(...mended.mends);
  }
  return { text: now, mends: mends.sort((a, b) => a.line - b.line) };
}

/** Tags come last: to take one out may take a line out. */
const STEPS: readonly ((text: string, spelling: Spelling) => Mended)[] = [
  mendLineEnds,
  mendFrontMatterTabs,
  mendTrailingBlanks,
  mendFinalNewline,
  mendHeadings,
  mendFences,
  (text, { words }) => mendWords(text, words),
  (text, { tags }) => mendTags(text, tags),
];
