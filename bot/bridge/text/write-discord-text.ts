import { cleanSpan, type RichText, type Span, type Style } from './rich-text.ts';

const MARKS: Readonly<Record<Exclude<Style, 'code'>, string>> = {
  spoiler: '||',
  strike: '~~',
  underline: '__',
  bold: '**',
  italic: '*',
};
/** Stands between marks that would run into one another. */
const BREAK = '\u200b';
const ADDRESS = /https?:\/\/[^\s<>|*`]+/g;

/**
 * Discord's Markdown for a text: what is styled is marked, what only looks like a mark is escaped. Nothing in
 * it mentions anybody: `@everyone`, ids, roles and channels are text.
 */
export function writeDiscordText(rich: RichText): string {
  let written = '';
  let endsWithMark = false;
  for (const [index, span] of rich.entries()) {
    const { open, inner, close, before, after } = markSpan(span, index === rich.length - 1);
    const marked = open + inner + close;
    if (endsWithMark && !/^(?:\s|$)/.test(before + marked)) written += BREAK;
    written += before + marked + after;
    endsWithMark = close !== '' && after === '';
  }
  return written.replace(/^(\s*)([#>+-]|-#|\d+\.)(?=\s|>)/gm, (_, blanks, mark) => `${blanks}\\${mark}`);
}

/** Blanks stay outside of the marks, where Discord wants them. */
function markSpan({ text, styles }: Span, isLast: boolean) {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (core === '' || styles.length === 0)
    return { open: '', inner: escapeDiscord(text, isLast), close: '', before: '', after: '' };
  const marks = styles.filter((style) => style !== 'code').map((style) => MARKS[style]);
  const inner = styles.includes('code') ? writeCode(breakMentions(core)) : escapeDiscord(core, false);
  const open = marks.join('');
  const close = marks.reverse().join('');
  return { open, inner, close, before, after };
}

/** Code in backticks; more of them than stand in a row inside. */
function writeCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return `\`${text}\``;
  const fence = '`'.repeat(longest === 1 ? 2 : 1);
  return longest > 2 ? `\`${text.replaceAll('`', 'ˋ')}\`` : `${fence} ${text} ${fence}`;
}

/** Text that Discord shows as it is. Addresses stay whole, so that they can be clicked; `isLast`: nothing follows. */
function escapeDiscord(text: string, isLast: boolean): string {
  let escaped = '';
  let end = 0;
  const clean = cleanSpan(text);
  for (const { 0: address, index } of clean.matchAll(ADDRESS)) {
    escaped += escapeMarks(clean.slice(end, index));
    end = index + address.length;
    const whole = address.replace(/[_~]{2,}|@(?=everyone|here)/g, encodeRun);
    // Else the address would swallow the marks and backslashes behind it.
    escaped += /\s/.test(clean.charAt(end)) || (isLast && end === clean.length) ? whole : `<${whole}>`;
  }
  return escaped + escapeMarks(clean.slice(end));
}

function encodeRun(run: string): string {
  return [...run].map((c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).join('');
}

function escapeMarks(text: string): string {
  return breakMentions(text.replace(/[\\*_~`|<[\]]/g, (mark) => `\\${mark}`));
}

function breakMentions(text: string): string {
  return text.replace(/@(?=everyone|here)/g, `@${BREAK}`);
}
