import { readAddress } from './read-opml.ts';

const NAMESPACE = 'xmlns:almanac="urn:almanac:feeds"';
const OUTLINE = /<outline\b(?:[^<>"']|"[^"]*"|'[^']*')*>/g;

/**
 * Changes attributes of the outline that subscribes to `url`; all else of the list stays as people wrote it.
 * Unchanged when there is no such outline.
 */
export function editOutline(opml: string, url: string, attributes: Readonly<Record<string, string>>): string {
  let isDone = false;
  const edited = opml.replace(OUTLINE, (outline) => {
    const address = /\sxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(outline);
    if (isDone || address === null || readAddress(readReferences(address[1] ?? address[2] ?? '')) !== url)
      return outline;
    isDone = true;
    return Object.entries(attributes).reduce(setAttribute, outline);
  });
  return isDone && /almanac:/.test(edited) ? declare(edited) : edited;
}

/** Adds outlines at the end of the list; `null` makes a new one. */
export function addOutlines(
  opml: string | null,
  feeds: readonly { url: string; name: string | null }[],
): string {
  const list =
    opml ??
    `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0" ${NAMESPACE}>\n  <head>\n    <title>Feeds</title>\n  </head>\n  <body>\n  </body>\n</opml>\n`;
  const lines = feeds.map(
    ({ url, name }) =>
      `    <outline type="rss" text="${escapeXml(name ?? url)}" xmlUrl="${escapeXml(url)}"/>\n`,
  );
  const open = /<body\s*\/>/.test(list) ? list.replace(/<body\s*\/>/, '<body>\n  </body>') : list;
  return open.replace(/[ \t]*<\/body>(?![\s\S]*<\/body>)/, (end) => `${lines.join('')}${end}`);
}

function setAttribute(outline: string, [name, value]: [string, string]): string {
  const written = `${name}="${escapeXml(value)}"`;
  const present = new RegExp(`(\\s)${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  if (present.test(outline)) return outline.replace(present, (_, blank) => `${blank}${written}`);
  return outline.replace(/\s*\/?>$/, (end) => ` ${written}${end.trim()}`);
}

function declare(opml: string): string {
  if (/xmlns:almanac\s*=/.test(opml)) return opml;
  return opml.replace(/<opml\b/, `<opml ${NAMESPACE}`);
}

function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')
    .replace(/[\r\n\t]/g, ' ');
}

function readReferences(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? all;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}
