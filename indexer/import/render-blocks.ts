import type { Block, Item } from './blocks.ts';
import { escapeProse } from './escape-prose.ts';
import { nameLanguage } from './name-language.ts';
import { indentOf } from './split-paragraphs.ts';

/** Writes blocks as Markdown, without a line break at the end; empty when there are none. */
export function renderBlocks(blocks: readonly Block[]): string {
  const lines: string[] = [];
  /** The items that are open: their column in the source, and that of their text in the Markdown. */
  let open: { indent: number; content: number }[] = [];

  for (const [index, block] of blocks.entries()) {
    const indent = block.kind === 'heading' ? 0 : block.indent;
    // What is indented deeper than an item's marker belongs to it.
    open = open.filter((item) => item.indent < indent);
    const column = open.at(-1)?.content ?? 0;
    const above = blocks[index - 1];
    if (above !== undefined && !(block.kind === 'item' && followsTightly(block, above))) lines.push('');
    const margin = ' '.repeat(column);
    if (block.kind === 'item') {
      const marker = block.number === null ? '-' : `${block.number}${block.delimiter}`;
      lines.push(`${margin}${marker} ${escapeProse(block.text)}`);
      open.push({ indent, content: column + marker.length + 1 });
    } else {
      lines.push(...renderBlock(block).map((line) => (line === '' ? '' : margin + line)));
    }
  }
  return lines.join('\n');
}

function followsTightly(item: Item, above: Block): boolean {
  if (above.kind !== 'item' || item.isApart) return false;
  // Inside an item's paragraph, only a list that begins with 1 can begin.
  return item.indent <= above.indent || item.number === null || item.number === 1;
}

function renderBlock(block: Exclude<Block, Item>): string[] {
  switch (block.kind) {
    case 'heading': {
      const marker = `${'#'.repeat(block.level)} `;
      return [marker + escapeProse(block.text, marker)];
    }
    case 'prose':
      return [escapeProse(block.text)];
    case 'quotation':
      return block.paragraphs.flatMap((text, index) => [
        ...(index > 0 ? ['>'] : []),
        `> ${escapeProse(text)}`,
      ]);
    case 'code':
      return fence(block.lines);
  }
}

/** Code in a fence that is longer than any in it, moved to the left as far as it goes. */
function fence(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const left = Math.min(...filled.map((line) => (/^\s*\t/.test(line) ? 0 : indentOf(line))));
  const ticks = filled.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length));
  const marker = '`'.repeat(Math.max(3, ...ticks.map((length) => length + 1)));
  return [marker + nameLanguage(lines), ...lines.map((line) => line.slice(left)), marker];
}
