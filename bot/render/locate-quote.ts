/** The words by which a quote is found in its post: where it starts and, when it is long, where it ends. */
export interface QuoteLocation {
  readonly start: string;
  readonly end: string | undefined;
}

/** Up to this length, in characters, a quote is its own location. */
const SHORT = 80;
const EDGE = 45;

/** Keeps the address of a citation short: `The kernel ignores a … window.` */
export function locateQuote(quote: string): QuoteLocation {
  const lines = quote
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
  const first = lines[0] ?? '';
  const last = lines.at(-1) ?? '';
  if (lines.length <= 1 && first.length <= SHORT) return { start: first, end: undefined };
  return { start: firstWords(first), end: lastWords(last) };
}

function firstWords(line: string): string {
  if (line.length <= EDGE) return line;
  const cut = line.lastIndexOf(' ', EDGE);
  return line.slice(0, cut > 0 ? cut : EDGE);
}

function lastWords(line: string): string {
  if (line.length <= EDGE) return line;
  const cut = line.indexOf(' ', line.length - EDGE);
  return line.slice(cut > 0 ? cut + 1 : line.length - EDGE);
}
