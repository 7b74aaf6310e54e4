/** Formats that both sides know. Colours are IRC's alone and are dropped. */
export type Style = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code';

export const STYLES: readonly Style[] = ['spoiler', 'strike', 'underline', 'bold', 'italic', 'code'];

/** A run of text in one form; line breaks are `\n`, and no other control code is in it. */
export interface Span {
  readonly text: string;
  /** In the order of `STYLES`, each once. */
  readonly styles: readonly Style[];
}

export type RichText = readonly Span[];

/** The words alone. */
export function plainText(rich: RichText): string {
  return rich.map(({ text }) => text).join('');
}

/** As text of one form. */
export function unstyled(text: string): RichText {
  return text === '' ? [] : [{ text, styles: [] }];
}

/** Joins neighbours of one form and drops empty runs; orders styles. */
export function joinSpans(spans: RichText): RichText {
  const joined: Span[] = [];
  for (const { text, styles } of spans) {
    if (text === '') continue;
    const ordered = STYLES.filter((style) => styles.includes(style));
    const last = joined.at(-1);
    if (last !== undefined && last.styles.join() === ordered.join()) {
      joined[joined.length - 1] = { text: last.text + text, styles: ordered };
    } else joined.push({ text, styles: ordered });
  }
  return joined;
}

/** What strangers wrote without what could steer, hide or reorder: control codes, zero-width breaks, direction marks. */
export function cleanSpan(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[\u200b\u2060\ufeff\u00ad\p{Bidi_Control}\p{Cs}\u{e0000}-\u{e007f}]/gu, '')
    .replace(/(?!\n)\p{Cc}/gu, '');
}
