import { isDeepStrictEqual } from 'node:util';
import { parseMarkdown } from '../markdown.ts';
import { parseYaml } from '../parse-yaml.ts';
import { type CutText, cutText, putYaml } from './cut-text.ts';
import type { Mend, Mended } from './mend-text.ts';
import { shapeOf } from './shape-of.ts';

/** CR LF becomes LF. */
export function mendLineEnds(text: string): Mended {
  if (!text.includes('\r\n')) return { text, mends: [] };
  return {
    text: text.replaceAll('\r\n', '\n'),
    mends: [{ line: 1, what: 'lines end with LF now, not CR LF' }],
  };
}

/** Tabs before and between the keys of front matter, which YAML forbids, become blanks. */
export function mendFrontMatterTabs(text: string): Mended {
  const cut = cutText(text);
  const { yaml } = cut;
  if (yaml === null || !yaml.includes('\t')) return { text, mends: [] };
  const mended = yaml
    .split('\n')
    .map((line) =>
      line
        .replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', '  '))
        .replace(/^( *[\w-]+:|[ -]*-)\t+/, '$1 '),
    );
  return keepIfSame(text, cut, mended.join('\n'), 'the tab is blanks now');
}

/** Blanks at the ends of lines go, but for the two that break a line, and those of code. */
export function mendTrailingBlanks(text: string): Mended {
  const cut = cutText(text);
  const { yaml, body, bodyLine } = cut;
  const what = 'blanks at the end of the line are gone';
  const front =
    yaml === null ? { text, mends: [] } : keepIfSame(text, cut, yaml.replace(/[ \t]+$/gm, ''), what);
  const code = findCode(body);
  const lines = body.split('\n');
  const mends: Mend[] = [];
  const mended = lines.map((line, index) => {
    const isBreak = / {2}$/.test(line) && line.trim() !== '' && (lines[index + 1] ?? '').trim() !== '';
    if (isBreak || code.has(index) || !/[ \t]$/.test(line)) return line;
    mends.push({ line: bodyLine + index, what });
    return line.replace(/[ \t]+$/, '');
  });
  const now = mended.join('\n');
  if (mends.length === 0 || shapeOf(now) !== shapeOf(body)) return front;
  return {
    text: front.text.slice(0, front.text.length - body.length) + now,
    mends: [...front.mends, ...mends],
  };
}

/** A text ends with a line end. */
export function mendFinalNewline(text: string): Mended {
  if (text === '' || text.endsWith('\n')) return { text, mends: [] };
  return {
    text: `${text}\n`,
    mends: [{ line: text.split('\n').length, what: 'the last line has its end now' }],
  };
}

/** Takes the mended YAML when it says the same as before, or says something where it was broken before. */
function keepIfSame(text: string, cut: CutText, mended: string, what: string): Mended {
  const yaml = cut.yaml ?? '';
  if (mended === yaml) return { text, mends: [] };
  const [before, after] = [parseYaml(yaml), parseYaml(mended)];
  const wasBroken = before.faults.length > 0;
  if (after.faults.length > 0 || !(wasBroken || isDeepStrictEqual(before.value, after.value))) {
    return { text, mends: [] };
  }
  const lines = mended.split('\n');
  const mends = yaml
    .split('\n')
    .flatMap((line, index) => (line === lines[index] ? [] : [{ line: index + 2, what }]));
  return { text: putYaml(cut, mended), mends };
}

/** The lines of code, 0-based. */
function findCode(body: string): Set<number> {
  const lines = new Set<number>();
  for (const { type, map } of parseMarkdown(body)) {
    if (map === null || (type !== 'fence' && type !== 'code_block')) continue;
    for (let line = map[0]; line < map[1]; line++) lines.add(line);
  }
  return lines;
}
