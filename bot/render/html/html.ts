/** Markup that is safe to send: only `html`, `join` and `trusted` make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template; nothing is shown for `null`, `undefined` and `false`. */
export type Value = string | number | Html | null | undefined | false | readonly Value[];

/**
 * Makes markup of a template: whatever is put in is escaped for text and for quoted attributes, unless it
 * is markup itself. Attributes must be quoted; the names of elements and attributes are never put in.
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let markup = parts[0] as string;
  for (const [index, value] of values.entries()) markup += toMarkup(value) + parts[index + 1];
  return new Html(markup);
}

/** Declares markup that came from a renderer which escapes on its own. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup's own characters become entities; control codes, what XML forbids and the marks that reorder text go. */
export function escapeHtml(text: string): string {
  return UNSAFE.test(text) ? text.replace(ALL_UNSAFE, (c) => ENTITIES[c] ?? '') : text;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSAFE =
  /[&<>"'\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/;
const ALL_UNSAFE =
  /[&<>"'\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: they are what is looked for.

function toMarkup(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (value instanceof Html) return value.markup;
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || value === false) return '';
  return value.map(toMarkup).join('');
}
