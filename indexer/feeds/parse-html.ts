import { Parser } from 'htmlparser2';

/** An element; a string among its children is text, entities decoded. */
export interface HtmlElement {
  /** Lower case; empty for the root. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}

export type HtmlNode = HtmlElement | string;

/** What stands in these is no text for people. */
const UNSEEN: ReadonlySet<string> = new Set(
  'script style noscript template head title object applet form button input select textarea svg math canvas'.split(
    ' ',
  ),
);
/** Elements further down lose their tags, not their text: what walks the tree may call itself. */
const DEEPEST = 64;
/** Nobody writes so; the parser's own time grows with the square of it. */
const ABSURD = 2_000;

/**
 * Reads HTML of any quality into a tree of at most 64 levels, without scripts, styles, forms, comments and
 * what is hidden. What stands deeper than 2,000 levels ends the reading. Linear in practice; never throws.
 */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: '', attributes: {}, children: [] };
  // For each open tag where its text goes; null: nowhere.
  const open: (HtmlElement | null)[] = [root];
  const parser = new Parser({
    onopentag(tag, attributes) {
      const parent = open.at(-1) ?? null;
      if (parent === null || UNSEEN.has(tag) || isHidden(attributes)) return void open.push(null);
      if (open.length > ABSURD) parser.pause();
      if (open.length > DEEPEST) return void open.push(parent);
      const element = { tag, attributes, children: [] };
      parent.children.push(element);
      open.push(element);
    },
    onclosetag() {
      if (open.length > 1) open.pop();
    },
    ontext(text) {
      const siblings = open.at(-1)?.children;
      const before = siblings?.at(-1);
      if (typeof before === 'string') siblings?.splice(-1, 1, before + text);
      else siblings?.push(text);
    },
  });
  parser.end(html);
  return root;
}

/** All text below a node, as it stands there. */
export function textOf(node: HtmlNode): string {
  if (typeof node === 'string') return node;
  return node.tag === 'br' ? '\n' : node.children.map(textOf).join('');
}

function isHidden({ hidden, style = '' }: Readonly<Record<string, string>>): boolean {
  return hidden !== undefined || /display\s*:\s*none/i.test(style);
}
