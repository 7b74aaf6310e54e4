import type { Block, Prose } from './blocks.ts';
import { findListMarker, type ListMarker } from './find-list-marker.ts';
import { isCode, isProse, isWrapped } from './line-shapes.ts';
import { looksLikeHeading } from './mark-headings.ts';
import { recogniseCode } from './recognise-code.ts';
import { indentOfAll, type Paragraph } from './split-paragraphs.ts';

/** Blank lines that are kept inside code. */
const MOST_BLANKS = 2;

/**
 * Tells what each paragraph is: code, list items, a quotation, or prose. Code that only blank lines part is
 * one block. Headings are still prose here (see `markHeadings`).
 */
export function gatherBlocks(paragraphs: readonly Paragraph[]): Block[] {
  const blocks: Block[] = [];
  const counted = countOrderedItems(paragraphs);
  for (const [index, paragraph] of paragraphs.entries()) {
    const above = blocks.at(-1);
    const next = paragraphs[index + 1] ?? null;
    const attribution = readAttribution(paragraph);
    if (attribution !== null && above?.kind === 'prose' && above.indent === paragraph.indent) {
      blocks.pop();
      blocks.push({ kind: 'quotation', paragraphs: [above.text, attribution], indent: above.indent });
      continue;
    }
    const quoted = readQuotation(paragraph, above);
    if (quoted !== null) {
      blocks.push({ kind: 'quotation', paragraphs: quoted, indent: paragraph.indent });
      continue;
    }
    const runs = recogniseCode(paragraph, {
      isIntroduced: isIntroduction(above),
      isBelowCode: above?.kind === 'code',
      isInList: above?.kind === 'item' || (above?.kind === 'prose' && above.indent > 0),
      next,
    });
    for (const [at, run] of runs.entries()) {
      const place = runs.length > 1 || run.lines.length > 1 ? (at === 0 ? 'above' : 'below') : 'alone';
      if (run.isCode) addCode(blocks, run.lines, at === 0 ? paragraph.blanks : 0);
      else addText(blocks, run.lines, place, counted, next);
    }
  }
  return blocks;
}

function addCode(blocks: Block[], lines: readonly string[], blanks: number): void {
  const above = blocks.at(-1);
  const code = lines.map((line) => line.replace(/\s*`{3,}$/, '')); // a fence that the source forgot to begin
  const indent = indentOfAll(lines);
  if (above?.kind !== 'code') {
    blocks.push({ kind: 'code', lines: code, indent });
    return;
  }
  blocks.pop();
  const joined = [...above.lines, ...Array<string>(Math.min(blanks, MOST_BLANKS)).fill(''), ...code];
  blocks.push({ kind: 'code', lines: joined, indent: Math.min(above.indent, indent) });
}

/** Lines that are no code: prose, or items with what goes on below them. */
function addText(
  blocks: Block[],
  lines: readonly string[],
  place: Prose['place'],
  counted: ReadonlySet<string>,
  next: Paragraph | null,
): void {
  const items: { marker: ListMarker; lines: string[] }[] = [];
  const above: string[] = [];
  for (const line of lines) {
    const marker = findListMarker(line);
    const open = items.at(-1);
    if (marker !== null && isItem(marker, lines, counted, next)) items.push({ marker, lines: [marker.text] });
    else if (open !== undefined) open.lines.push(line.trim());
    else above.push(line);
  }
  addProse(blocks, above, items.length > 0 ? 'above' : place);
  for (const [index, { marker, lines: texts }] of items.entries()) {
    const { number, delimiter, indent } = marker;
    const text = texts.join(' ');
    if (text === '') continue;
    blocks.push({ kind: 'item', number, delimiter, text, indent, isApart: index === 0 });
  }
}

function isItem(
  marker: ListMarker,
  lines: readonly string[],
  counted: ReadonlySet<string>,
  next: Paragraph | null,
): boolean {
  if (marker.isSure) return true;
  if (marker.number === null) {
    return lines.length > 1 && lines.filter((line) => findListMarker(line)?.number === null).length > 1;
  }
  if (!counted.has(keyOf(marker))) return false;
  // "1. Adding the package" above a paragraph is a heading with a number.
  const [only = ''] = lines;
  const isHeading =
    lines.length === 1 && marker.indent === 0 && looksLikeHeading(only) && next !== null && !isOrdered(next);
  return !isHeading;
}

function isOrdered(paragraph: Paragraph): boolean {
  return findListMarker(paragraph.lines[0] ?? '')?.number != null || paragraph.indent > 0;
}

/**
 * Which numbers at the beginning of lines count: 1, 2, 3, with text in between or not. A year that happens
 * to stand there counts nothing.
 */
function countOrderedItems(paragraphs: readonly Paragraph[]): Set<string> {
  const markers = paragraphs
    .flatMap(({ lines }) => lines.map(findListMarker))
    .filter((marker): marker is ListMarker => marker?.number != null);
  const counted = new Set<string>();
  const last = new Map<string, number>();
  const seen = new Set(markers.map(keyOf));
  for (const marker of markers) {
    const list = `${marker.indent}${marker.delimiter}`;
    const number = marker.number as number;
    const begins = number === 1 && (seen.has(keyOf({ ...marker, number: 2 })) || marker.indent > 0);
    if (!begins && last.get(list) !== number - 1) continue;
    last.set(list, number);
    counted.add(keyOf(marker));
  }
  return counted;
}

function keyOf({ indent, number, delimiter }: ListMarker): string {
  return `${indent}:${number}${delimiter}`;
}

function addProse(blocks: Block[], lines: readonly string[], place: Prose['place']): void {
  if (lines.length === 0) return;
  const indent = indentOfAll(lines);
  const add = (text: string, where: Prose['place']) => {
    const marked = /^#{2,6}\s+(\S.*)$/.exec(text)?.[1];
    const isMarkedHeading = marked !== undefined && where === 'alone';
    blocks.push({
      kind: 'prose',
      text: isMarkedHeading ? marked : text,
      indent,
      place: where,
      isMarkedHeading,
    });
  };
  if (isWrapped(lines) || lines.length === 1) {
    add(joinLines(lines), place === 'alone' || lines.length === 1 ? place : 'below');
  } else {
    for (const [index, line] of lines.entries()) add(line.trim(), index === 0 ? 'above' : 'below');
  }
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}

/** Whether a block leads to what stands below it: "as follows", "the command below", or a colon. */
function isIntroduction(block: Block | undefined): boolean {
  if (block?.kind !== 'prose' && block?.kind !== 'item') return false;
  const text = block.text.slice(-200);
  return (
    /[:：]$/u.test(text) ||
    /\b(?:below|(?:the )?following|as follows|like (?:this|so))\b[^.:]*[:.,]?$/i.test(text)
  );
}

/** `— Jane Doe (@jane) May 10, 2017`, below what she said. */
function readAttribution({ lines }: Paragraph): string | null {
  const [only = ''] = lines;
  const text = only.trim();
  return lines.length === 1 && text.length <= 100 && /^(?:—|–|--) \p{Lu}/u.test(text) && !isProse(text)
    ? text
    : null;
}

/** The paragraphs of a quotation: of an e-mail, in quotation marks below a colon, or below "quoting". */
function readQuotation({ lines, indent }: Paragraph, above: Block | undefined): string[] | null {
  if (lines.every((line) => /^\s*>(?:\s|$)/.test(line))) {
    const texts = lines.map((line) => line.replace(/^\s*>\s?/, ''));
    const text = joinLines(texts);
    return text === '' || texts.some(isCode) ? null : [text];
  }
  if (above?.kind !== 'prose' || indent >= 4 || lines.some((line) => isCode(line))) return null;
  const text = joinLines(lines);
  const isOne = lines.length === 1 || isWrapped(lines);
  const isInMarks = /^["“«„].*["”»“]$/u.test(text) && !/["”»]\s.*["“«]/u.test(text.slice(1, -1));
  if (isOne && isInMarks && /:$/.test(above.text)) return [text];
  const lead =
    above.text
      .slice(-160)
      .split(/[.!?]\s/)
      .at(-1) ?? '';
  return isOne && /\bquot(?:e|es|ing)\b/i.test(lead) && /[:.]$/.test(lead) && isProse(text) ? [text] : null;
}
