import { findListMarker } from './find-list-marker.ts';
import {
  endsLikeSentence,
  hasCodeSigns,
  isCode,
  isComment,
  isPlainCommand,
  isPrompt,
  isProse,
  isWrapped,
  mayBeCode,
  mayBeRootPrompt,
} from './line-shapes.ts';
import { indentOf, type Paragraph } from './split-paragraphs.ts';

export interface CodeContext {
  /** The prose above ends in a colon, or says "as follows". */
  readonly isIntroduced: boolean;
  /** Only blank lines part it from code above. */
  readonly isBelowCode: boolean;
  /** Inside a list, indentation says nothing. */
  readonly isInList: boolean;
  /** The paragraph below; null at the end. */
  readonly next: Paragraph | null;
}

/** A run of lines of one paragraph, all code or none. */
export interface Run {
  readonly isCode: boolean;
  readonly lines: readonly string[];
}

/** Parts a paragraph into runs of code and of other lines; mostly there is one. */
export function recogniseCode(paragraph: Paragraph, context: CodeContext): Run[] {
  const { lines } = paragraph;
  if (isWrapped(lines)) return [{ isCode: false, lines }];
  if (isListing(paragraph, context)) return [{ isCode: true, lines }];
  return partMixed(lines);
}

function isListing(paragraph: Paragraph, context: CodeContext): boolean {
  const { lines, indent } = paragraph;
  const [first = ''] = lines;
  if (isPrompt(first)) return true;
  if (lines.every(isBullet)) return false;
  if (mayBeRootPrompt(first) && (lines.length > 1 || context.isIntroduced || context.isBelowCode))
    return true;
  if (lines.every(isComment)) {
    return lines.every((line) => !/^\s*##/.test(line)) && isCodeBelow(context);
  }

  const kinds = classify(lines);
  const count = (kind: LineKind) => kinds.filter((found) => found === kind).length;
  const [sure, perhaps, along] = [count('sure'), count('perhaps'), count('along')];
  const hasProse = lines.some((line, index) => kinds[index] === 'other' && isProse(line));
  if (sure > 0 && !hasProse && sure + along >= lines.length / 2) return !isDefinition(lines, context);
  if (hasProse) return false;

  const near = context.isIntroduced || context.isBelowCode || (indent >= 4 && !context.isInList);
  const known = sure + perhaps + along;
  if (near && known > along && known >= lines.length * 0.6) return true;
  if (perhaps >= 2 && known === lines.length && lines.some((line) => /^\s*(?:- )?[\w.-]+ ?[:=]/.test(line))) {
    return true;
  }
  if (!context.isIntroduced || lines.some((line) => findListMarker(line) !== null)) return false;
  if (lines.length === 1) {
    const hasSigns = hasCodeSigns(first) && !isTitled(first);
    return !endsLikeSentence(first) && !isProse(first) && (hasSigns || isPlainCommand(first));
  }
  return lines.every((line) => line.length < 120) && lines.filter(hasOutputSigns).length >= 2;
}

type LineKind = 'sure' | 'perhaps' | 'along' | 'other';

/** `along`: code because of what stands above: continued, indented, inside a here-document, a comment. */
function classify(lines: readonly string[]): LineKind[] {
  const kinds: LineKind[] = [];
  let isContinued = false;
  let isHereDocument = false;
  let base: number | null = null;
  for (const line of lines) {
    const isDeeper = base !== null && indentOf(line) > base;
    let kind: LineKind = 'other';
    if (isContinued || isHereDocument) kind = 'along';
    else if (isCode(line)) kind = 'sure';
    else if (mayBeCode(line)) kind = 'perhaps';
    else if (isDeeper || isComment(line)) kind = 'along';
    if (base === null && kind === 'sure') base = indentOf(line);
    isContinued = kind !== 'other' && /\\$/.test(line);
    if (kind === 'sure' && /<<-?\s*['"]?\w+['"]?\s*$/.test(line)) isHereDocument = true;
    kinds.push(kind);
  }
  return kinds;
}

/** Lone sentences that only look like a command are not taken from the prose. */
function isDefinition(lines: readonly string[], { isIntroduced, isBelowCode }: CodeContext): boolean {
  const [first = ''] = lines;
  return lines.length === 1 && !isIntroduced && !isBelowCode && isProse(first) && endsLikeSentence(first);
}

function isCodeBelow({ next }: CodeContext): boolean {
  const line = next?.lines.find((text) => !isComment(text));
  return line !== undefined && (isCode(line) || mayBeCode(line));
}

/** Prose lines among which commands stand: each run by itself. */
function partMixed(lines: readonly string[]): Run[] {
  const runs: { isCode: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const found = isCode(line) && !isBullet(line) && !(isProse(line) && endsLikeSentence(line));
    const last = runs.at(-1);
    if (last !== undefined && last.isCode === found) last.lines.push(line);
    else runs.push({ isCode: found, lines: [line] });
  }
  return runs;
}

function isBullet(line: string): boolean {
  return findListMarker(line)?.isSure ?? false;
}

function isTitled(line: string): boolean {
  const words = line.split(/\s+/);
  return words.length > 2 && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length > 0.5;
}

function hasOutputSigns(line: string): boolean {
  return hasCodeSigns(line) || /\.\.\.$|[\d)]$|\w:\s*\S+$/.test(line);
}
