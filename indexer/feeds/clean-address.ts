/** Parameters that only tell where a reader came from. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hs\w+|ref_src|spm)$/i;

/**
 * A link of a page as an absolute address without what tracks readers; null when it is none that a person may
 * be led to: another scheme than http, https and mailto, or a name and password in it.
 */
export function cleanAddress(href: string, base: string | null): string | null {
  const text = href.trim();
  if (!URL.canParse(text, base ?? undefined)) return null;
  const url = new URL(text, base ?? undefined);
  if (url.protocol === 'mailto:') return url.href;
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name)) url.searchParams.delete(name);
  }
  // What Markdown and our own front matter give a meaning to.
  const address = url.href.replace(/["'()<>\\^`{|}\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return address.length <= 2000 ? address : null;
}

/**
 * By what two links to one page are known to be the same: without scheme, `www.`, fragment, tracking, and the
 * slash or `index.html` at its end. Null when it is no web address.
 */
export function nameAddress(href: string): string | null {
  const address = cleanAddress(href, null);
  if (address === null || address.startsWith('mailto:')) return null;
  const { host, pathname, search } = new URL(address);
  return `${host.replace(/^www\./, '')}${pathname.replace(/(?:\/index\.html?)?\/*$/, '')}${search}`;
}
