/**
 * A second opinion on quotes, written apart from the product: folds Markdown's markup and line breaks
 * away, so that a quote can be looked for in the lines that it names.
 */
export function foldMarkdown(lines: readonly string[]): string {
  const text = lines
    .map((line) =>
      line.replace(/^\s*(?:>\s?)*(?:(?:[-*+]|\d+[.)])\s+)*(?:#{1,6}\s+)?/, '').replace(/^\s*(?:>\s?)+/, ''),
    )
    .filter((line) => !/^\s*(?:```|~~~)/.test(line) && !/^\s*\|?(?:\s*:?-+:?\s*\|)+/.test(line))
    .join(' ');
  return foldQuote(text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<(https?:[^>]+)>/g, '$1'));
}

/** The same for the quote: what is markup in one place may be text in another. */
export function foldQuote(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/[\\*_`~|]/g, '')
    .replace(/^\s*(?:>\s?)*(?:(?:[-*+]|\d+[.)])\s+)*(?:#{1,6}\s+)?/, '')
    .replace(/\s+/g, '');
}
