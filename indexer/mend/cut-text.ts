/** A content file cut where its front matter ends. */
export interface CutText {
  /** The YAML between the two lines ---, without them; null when there is no front matter. */
  readonly yaml: string | null;
  /** All before the body, with the lines ---. */
  readonly head: string;
  readonly body: string;
  /** The 1-based line on which the body begins. */
  readonly bodyLine: number;
}

/** Cuts a text with LF line ends. */
export function cutText(text: string): CutText {
  const [head] = /^---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (head === undefined) return { yaml: null, head: '', body: text, bodyLine: 1 };
  const yaml = head.slice(head.indexOf('\n') + 1, head.trimEnd().lastIndexOf('\n') + 1);
  return { yaml, head, body: text.slice(head.length), bodyLine: head.split('\n').length };
}

/** The text with other YAML in it. */
export function putYaml({ head, yaml, body }: CutText, mended: string): string {
  const start = head.indexOf('\n') + 1;
  return head.slice(0, start) + mended + head.slice(start + (yaml ?? '').length) + body;
}
