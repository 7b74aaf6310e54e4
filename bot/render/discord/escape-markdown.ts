/** More combining marks than any language piles on one letter are cut, since they run over other lines. */
const MOST_MARKS = 4;

/**
 * Text of strangers as Discord's Markdown that shows it letter for letter and does nothing: no mention,
 * link, heading, list, emphasis, spoiler or emoji comes of it. Control characters and those that reorder
 * text are left out; line breaks stay. At most twice as long, and a little for numbered lines.
 */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(/[\\*_~`|<>[\]()@]/g, '\\$&')
    .replace(/:(?=\S)/g, '\\:')
    .replace(/^(\s*)([-+#])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.');
}

/** The same text without what could hide, reorder or overrun: for fences and for fields that know no Markdown. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u200b\u2060\ufeff]/gu, (c) =>
      c === '\n' ? c : c === '\t' ? '    ' : '',
    )
    .replace(new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu'), '$1');
}

/** One line of at most `longest` characters; what is beyond goes by whole words, and … tells so. */
export function clipLine(text: string, longest: number): string {
  const line = cleanText(text).replace(/\s+/gu, ' ').trim();
  if (line.length <= longest) return line;
  const room = line.slice(0, longest - 1);
  const space = room.lastIndexOf(' ');
  return `${(space > longest / 2 ? room.slice(0, space) : room.replace(/\p{Cs}$/u, '')).trimEnd()}…`;
}
