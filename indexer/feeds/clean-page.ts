import { cleanAddress } from './clean-address.ts';

export interface CleanPage {
  /** Markdown that needs no site generator. */
  readonly body: string;
  /** What was taken away, each once: `shortcode figure`, `component Tabs`. */
  readonly dropped: readonly string[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Takes out of a page what only its site generator understands: shortcodes of Hugo, tags of Liquid, imports and
 * components of MDX. Highlighted code becomes fences, admonitions become quotations; relative links are made
 * absolute against `site`, or lose their target without one. Fenced code stays as it is. Linear.
 */
export function cleanPage(body: string, site: string | null): CleanPage {
  const dropped = new Set<string>();
  const lines: string[] = [];
  let fence: string | null = null;
  let isAdmonition = false;
  for (const line of fenceHighlights(body).split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
      lines.push(isAdmonition ? `> ${line}` : line);
      continue;
    }
    if (mark !== undefined) fence = mark;
    const admonition = /^:::\s*([a-z]+)\s*(?:\[(.*)\]|(.*))$/i.exec(line);
    if (admonition !== null) {
      isAdmonition = true;
      const [, kind = '', bracketed, plain] = admonition;
      const title = bracketed || plain || `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
      lines.push(`> **${title.trim()}**`, '>');
    } else if (isAdmonition && /^:::\s*$/.test(line)) isAdmonition = false;
    else if (
      mark === undefined &&
      /^(?:import\s.+\sfrom\s+['"].*|import\s+['"].*|export\s+(?:const|default|function)\s.*)$/.test(line)
    ) {
      dropped.add('imports of MDX');
    } else {
      const clean = mark === undefined ? cleanLine(line, site, dropped) : line;
      lines.push(isAdmonition ? `> ${clean}`.trimEnd() : clean);
    }
  }
  return {
    body: lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    dropped: [...dropped],
  };
}

function fenceHighlights(body: string): string {
  return body
    .replace(/^[ \t]*\{\{[<%]\s*highlight\s+"?([\w+#-]{1,30})[^}\n]*[>%]\}\}[ \t]*$/gm, '```$1')
    .replace(/^[ \t]*\{%-?\s*highlight\s+([\w+#-]{1,30})[^}\n]*%\}[ \t]*$/gm, '```$1')
    .replace(/^[ \t]*(?:\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}|\{%-?\s*endhighlight\s*-?%\})[ \t]*$/gm, '```');
}

function cleanLine(line: string, site: string | null, dropped: Set<string>): string {
  return line
    .replace(/<!--\s*(?:more|truncate)\s*-->/gi, '')
    .replace(/\{\{[<%]\s*\/?\s*([\w/-]{1,60})[^\n]*?[>%]\}\}/g, (_, name) =>
      note(dropped, `shortcode ${name}`),
    )
    .replace(/\{%-?\s*([\w-]{1,60})[^\n]*?%\}/g, (_, name) => note(dropped, `tag ${name}`))
    .replace(/\{\{[^{}\n]{0,300}\}\}/g, () => note(dropped, 'variables'))
    .replace(/<\/?([A-Z]\w{0,60})(?:\s[^<>\n]{0,500})?\/?>/g, (_, name) => note(dropped, `component ${name}`))
    .replace(/\{:\s?[.#][^}\n]{0,200}\}/g, '')
    .replace(
      /(!?)\[([^[\]\n]{0,500})\]\(\s*<?([^()\s<>]{0,2000})>?(?:\s+"[^"\n]{0,500}")?\s*\)/g,
      (link, image, text, target) =>
        /^(?:https?:|mailto:|#)/i.test(target) ? link : moveLink(image, text, target, site, dropped),
    );
}

function moveLink(
  image: string,
  text: string,
  target: string,
  site: string | null,
  dropped: Set<string>,
): string {
  const address = site === null ? null : cleanAddress(target, site);
  if (address !== null) return `[${text || 'image'}](${address})`;
  note(dropped, `${image === '' ? 'links' : 'images'} inside the site`);
  return text;
}

function note(dropped: Set<string>, what: string): string {
  dropped.add(what);
  return '';
}
