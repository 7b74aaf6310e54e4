import {
  BOLD,
  COLOUR,
  FORMAT_CODE,
  HEX_COLOUR,
  ITALIC,
  MONOSPACE,
  RESET,
  STRIKE,
  UNDERLINE,
} from '../../render/irc/format-codes.ts';
import { cleanSpan, joinSpans, type RichText, type Span, type Style } from './rich-text.ts';

const TOGGLES: Readonly<Record<string, Style>> = {
  [BOLD]: 'bold',
  [ITALIC]: 'italic',
  [UNDERLINE]: 'underline',
  [STRIKE]: 'strike',
  [MONOSPACE]: 'code',
};

/** What stands for the colours 0 to 15 where they are kept; white, black and greys are the reader's own. */
const DOTS = ['', '', '🔵', '🟢', '🔴', '🟤', '🟣', '🟠', '🟡', '🟢', '🔵', '🔵', '🔵', '🟣', '', ''];
/** A line of more colours is painted, not marked. */
const MOST_DOTS = 4;

/**
 * IRC's codes as styles. Text in the colour of its background is a spoiler; other colours are dropped, or
 * become a dot of that colour before the words.
 */
export function readIrcText(line: string, keepsColours = false): RichText {
  const rich = readSpans(line, keepsColours);
  const dots = rich.filter(({ text }) => text.trim() !== '' && DOTS.includes(text.trim())).length;
  return joinSpans(dots > MOST_DOTS ? readSpans(line, false) : rich);
}

function readSpans(line: string, keepsColours: boolean): Span[] {
  const spans: Span[] = [];
  const on = new Set<Style>();
  let end = 0;
  let colour = '';
  let dot = '';
  const add = (text: string) => {
    const clean = cleanSpan(text).replaceAll('\n', ' ');
    if (clean.trim() !== '' && dot !== '') {
      spans.push({ text: `${dot} `, styles: [] });
      dot = '';
    }
    spans.push({ text: clean, styles: [...on] });
  };
  for (const { 0: code, index, groups = {} } of line.matchAll(new RegExp(FORMAT_CODE, 'g'))) {
    add(line.slice(end, index));
    end = index + code.length;
    const kind = code.charAt(0);
    const toggle = TOGGLES[kind];
    if (kind === RESET) {
      on.clear();
      [colour, dot] = ['', ''];
    } else if (kind === COLOUR || kind === HEX_COLOUR) {
      const front = groups.front ?? groups.hexFront;
      const back = groups.back ?? groups.hexBack;
      if (front !== undefined && back !== undefined && isSame(front, back)) on.add('spoiler');
      else on.delete('spoiler');
      const next = on.has('spoiler') ? '' : (DOTS[Number(groups.front ?? -1)] ?? '');
      dot = keepsColours && next !== colour ? next : '';
      colour = next;
    } else if (toggle !== undefined && !on.delete(toggle)) on.add(toggle);
  }
  add(line.slice(end));
  return spans;
}

function isSame(front: string, back: string): boolean {
  return front.replace(/^0(?=\d$)/, '') === back.replace(/^0(?=\d$)/, '');
}
