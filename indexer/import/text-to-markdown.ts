import { gatherBlocks } from './gather-blocks.ts';
import { markHeadings } from './mark-headings.ts';
import { renderBlocks } from './render-blocks.ts';
import { splitParagraphs } from './split-paragraphs.ts';

/**
 * Makes Markdown of a post that has lost its markup: headings, lists, code and quotations where the text
 * shows them; everything else is prose, escaped so that it renders to the same words. `lines` are clean
 * (see `cleanLine`); no word is lost, but the marks of lists, headings and quotations are Markdown's own.
 */
export function textToMarkdown(lines: readonly string[]): string {
  return renderBlocks(markHeadings(gatherBlocks(splitParagraphs(lines))));
}
