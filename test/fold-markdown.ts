/**
 * A second opinion on quotes, written apart from the product: folds Markdown's markup and line breaks
 * away, so that a quote can be looked for in the lines that it names.
 */
export function foldMarkdown(lines: readonly string[]): string {
  const text = lines.filter(
    (line) => !/^\s*(?:>\s*)*(?:```|~~~)/.test(line) && !/^\s*\|?(?:\s*:?-+:?\s*\|)+/.test(line),
  );
  return foldQuote(
    text
      .join('\n')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<(https?:[^>]+)>/g, '$1'),
  );
}

/** The same for the quote: what is markup in one place may be text (or code) in another. */
export function foldQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:>\s?)*(?:(?:[-*+]|\d{1,3}[.)])\s+)*(?:#{1,6}\s+)?(?:>\s?)*/, ''))
    .join(' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/[\\*_`~|]/g, '')
    .replace(/\s+/g, '');
}
