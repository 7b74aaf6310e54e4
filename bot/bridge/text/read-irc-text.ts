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

/** IRC's codes as styles. Text in the colour of its background is a spoiler; other colours are dropped. */
export function readIrcText(line: string): RichText {
  const spans: Span[] = [];
  const on = new Set<Style>();
  let end = 0;
  const add = (text: string) => spans.push({ text: cleanSpan(text).replaceAll('\n', ' '), styles: [...on] });
  for (const { 0: code, index, groups = {} } of line.matchAll(new RegExp(FORMAT_CODE, 'g'))) {
    add(line.slice(end, index));
    end = index + code.length;
    const kind = code.charAt(0);
    const toggle = TOGGLES[kind];
    if (kind === RESET) on.clear();
    else if (kind === COLOUR || kind === HEX_COLOUR) {
      const front = groups.front ?? groups.hexFront;
      const back = groups.back ?? groups.hexBack;
      if (front !== undefined && back !== undefined && isSame(front, back)) on.add('spoiler');
      else on.delete('spoiler');
    } else if (toggle !== undefined && !on.delete(toggle)) on.add(toggle);
  }
  add(line.slice(end));
  return joinSpans(spans);
}

function isSame(front: string, back: string): boolean {
  return front.replace(/^0(?=\d$)/, '') === back.replace(/^0(?=\d$)/, '');
}
