import type { Block } from './import/blocks.ts';
import { renderBlocks } from './import/render-blocks.ts';
import type { Passage, Sentence } from './types.ts';

/** Markdown has no deeper heading. */
const DEEPEST = 6;

/**
 * Writes a post's passages, in order, as Markdown of the same words, for when its file is no more what they were made
 * of. What passages do not hold is lost: links, pictures, emphasis, numbers of items; rows of tables become items.
 */
export function renderPassages(passages: readonly Pick<Passage, 'heading' | 'text' | 'sentences'>[]): string {
  let above: readonly string[] = [];
  const blocks = passages.flatMap(({ heading, text, sentences }) => {
    const known = heading.findIndex((name, level) => name !== above[level]);
    const headings = (known < 0 ? [] : heading.slice(known)).map((name, place): Block => {
      return { kind: 'heading', level: Math.min(DEEPEST, known + place + 2), text: name };
    });
    above = heading;
    return [...headings, ...groupByBlock(sentences).map((run) => toBlock(run, text))];
  });
  return `${renderBlocks(blocks)}\n`;
}

function groupByBlock(sentences: readonly Sentence[]): (readonly [Sentence, ...Sentence[]])[] {
  const runs: [Sentence, ...Sentence[]][] = [];
  for (const sentence of sentences) {
    const run = runs.at(-1);
    if (run?.[0].block === sentence.block) run.push(sentence);
    else runs.push([sentence]);
  }
  return runs;
}

function toBlock(run: readonly [Sentence, ...Sentence[]], whole: string): Block {
  const text = whole.slice(run[0].start, run.at(-1)?.end);
  switch (run[0].kind) {
    case 'code':
      return { kind: 'code', lines: text.split('\n'), indent: 0 };
    case 'quotation':
      return { kind: 'quotation', paragraphs: [text], indent: 0 };
    case 'prose':
      return { kind: 'prose', text, indent: 0, place: 'alone', isMarkedHeading: false };
    default:
      return { kind: 'item', number: null, delimiter: '', text, indent: 0, isApart: false };
  }
}
