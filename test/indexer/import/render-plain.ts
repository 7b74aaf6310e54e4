import MarkdownIt from 'markdown-it';

const readers = [new MarkdownIt({ html: true }), new MarkdownIt(), new MarkdownIt('commonmark')];

/** The text that a reader sees of Markdown, by three readers: with HTML and tables, without HTML, CommonMark alone. */
export function renderPlain(markdown: string): string[] {
  return readers.map((reader) => {
    let text = '';
    for (const token of reader.parse(markdown, {})) {
      if (token.type === 'inline') {
        for (const child of token.children ?? []) {
          if (/break$/.test(child.type)) text += '\n';
          else if (child.type !== 'text') text += `<${child.type}>`;
          text += child.content;
        }
        text += '\n';
      } else if (token.type === 'html_block') {
        text += `<html>${token.content}`;
      } else {
        text += token.content;
      }
    }
    return text;
  });
}

/** Text without blanks, and without the characters that mark lists, headings, quotations and fences. */
export function bareWords(text: string): string {
  return text.replace(/[\s•◦‣⁃▪●○■*+\-#>`.)\d]/gu, '');
}
