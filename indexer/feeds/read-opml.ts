import { parseOpml } from 'feedsmith';
import { FeedFault } from './feed-fault.ts';
import { IDENTITIES, type Identity } from './identify-entries.ts';
import type { Subscription } from './subscription.ts';

/** Attributes of ours, beside those of OPML 2.0. */
const OWN_ATTRIBUTES = [
  'almanac:identity',
  'almanac:excerpt-only',
  'almanac:license',
  'almanac:formerly',
  'almanac:ended',
] as const;

type OwnAttribute = (typeof OWN_ATTRIBUTES)[number];
type Outline = { text?: string; title?: string; xmlUrl?: string; outlines?: Outline[] } & {
  [name in OwnAttribute]?: unknown;
};

const DEEPEST = 20;

export interface OpmlReading {
  readonly subscriptions: readonly Subscription[];
  /** What could not be taken, in plain words. */
  readonly faults: readonly string[];
}

/**
 * Reads the subscriptions of an OPML list, folders unfolded; of one address the first counts.
 *
 *     <outline text="Lamps" xmlUrl="https://lamps.example/feed" almanac:excerpt-only="true"/>
 *
 * @throws FeedFault when it is no OPML.
 */
export function readOpml(text: string): OpmlReading {
  let outlines: Outline[];
  try {
    const plain = text.replace(/<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>/i, '');
    outlines = (parseOpml(plain, { extraOutlineAttributes: [...OWN_ATTRIBUTES] }).body?.outlines ??
      []) as Outline[];
  } catch (cause) {
    throw new FeedFault(
      'it is no OPML',
      'write <opml version="2.0"><body><outline xmlUrl="https://…"/></body></opml>',
      cause,
    );
  }
  const faults: string[] = [];
  const found = new Map<string, Subscription>();
  for (const outline of unfold(outlines, 0)) {
    const subscription = readOutline(outline, faults);
    if (subscription !== null && !found.has(subscription.url)) found.set(subscription.url, subscription);
  }
  return { subscriptions: [...found.values()], faults };
}

function unfold(outlines: readonly Outline[], depth: number): Outline[] {
  if (depth > DEEPEST) return [];
  return outlines.flatMap((outline) => [outline, ...unfold(outline.outlines ?? [], depth + 1)]);
}

function readOutline(outline: Outline, faults: string[]): Subscription | null {
  if (outline.xmlUrl === undefined) return null;
  const url = readAddress(outline.xmlUrl);
  if (url === null) {
    faults.push(`"${outline.xmlUrl.slice(0, 200)}" is no address of a feed (write https://…)`);
    return null;
  }
  const own = (name: OwnAttribute) => String(outline[name] ?? '').trim();
  const identity = own('almanac:identity') || 'auto';
  const isKnown = IDENTITIES.includes(identity as Identity);
  if (!isKnown)
    faults.push(`${url}: almanac:identity is "${identity.slice(0, 40)}" (write ${IDENTITIES.join(', ')})`);
  return {
    url,
    name: outline.text?.trim() || outline.title?.trim() || null,
    excerptOnly: own('almanac:excerpt-only') === 'true',
    license: own('almanac:license') || null,
    identity: isKnown ? (identity as Identity) : 'auto',
    formerly: own('almanac:formerly').split(/\s+/).filter(Boolean),
    ended: own('almanac:ended') || null,
  };
}

/** An address of a feed, normalised; null when it is none. */
export function readAddress(text: string): string | null {
  const trimmed = text
    .trim()
    .replace(/^feed:(?:\/\/)?/i, (scheme) => (/^feed:\/\//i.test(scheme) ? 'http://' : ''));
  if (trimmed.length > 900 || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  url.hash = '';
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}
