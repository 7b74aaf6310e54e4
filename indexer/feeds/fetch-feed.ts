import { lookup as resolveName } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FeedFault } from './feed-fault.ts';
import { isPrivateAddress } from './is-private-address.ts';

/** What a server said of a feed the last time, sent back to it so that it need not send the feed again. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | {
      readonly kind: 'fetched';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly validators: Validators;
      /** Where it was found. */
      readonly url: string;
      /** Where it has moved for good, when every redirect on the way said so; else null. */
      readonly movedTo: string | null;
    }
  | { readonly kind: 'unchanged'; readonly movedTo: string | null }
  | { readonly kind: 'gone' };

export interface FetchLimits {
  /** Milliseconds for everything, redirects included. */
  readonly time: number;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly redirects: number;
  /** Which IP addresses are never connected to. */
  readonly refuses: (address: string) => boolean;
}

export const FETCH_LIMITS: FetchLimits = {
  time: 30_000,
  size: 16 * 1024 * 1024,
  redirects: 5,
  refuses: isPrivateAddress,
};

/** A server that asks to be left alone, or has a fault of its own. */
export class HostFault extends FeedFault {
  /** Seconds after which it may be asked again, if it said so. */
  readonly retryAfter: number | null;

  constructor(message: string, hint: string, retryAfter: number | null = null, cause?: unknown) {
    super(message, hint, cause);
    this.retryAfter = retryAfter;
  }
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches a feed by GET. Names are resolved once for each connection, and every address is looked at before it is
 * connected to, also after redirects; so no server can lead us into a house of its choice.
 *
 * @throws HostFault when the server can't be reached or fails; FeedFault when the feed is not to be had; the reason
 * of `signal` when that is aborted.
 */
export async function fetchFeed(
  url: string,
  { etag, lastModified }: Validators,
  limits: FetchLimits,
  signal?: AbortSignal,
): Promise<Fetched> {
  const timeout = AbortSignal.timeout(limits.time);
  const either = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const conditions = {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
  try {
    let current = url;
    let isPermanent = true;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const response = await ask(current, conditions, limits, either);
      const { statusCode = 0, headers } = response;
      if (REDIRECTS.has(statusCode)) {
        response.destroy();
        isPermanent &&= PERMANENT.has(statusCode);
        current = follow(headers.location, current);
        continue;
      }
      const movedTo = isPermanent && current !== url ? current : null;
      if (statusCode === 200) {
        const bytes = await readBody(response, limits.size);
        const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
        return {
          kind: 'fetched',
          bytes,
          contentType: headers['content-type'] ?? null,
          validators,
          url: current,
          movedTo,
        };
      }
      response.destroy();
      if (statusCode === 304) return { kind: 'unchanged', movedTo };
      if (statusCode === 410) return { kind: 'gone' };
      throw refuseStatus(statusCode, headers['retry-after']);
    }
    throw new FeedFault(
      `it redirects more than ${limits.redirects} times, or in a circle`,
      'open the address in a browser and subscribe to where it ends',
    );
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof FeedFault) throw cause;
    if (timeout.aborted)
      throw new HostFault(`it took longer than ${limits.time / 1000} s`, 'try again later', null, cause);
    throw new HostFault(
      `it can't be reached: ${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}`,
      'see that the address is right',
      null,
      cause,
    );
  }
}

function ask(
  url: string,
  conditions: Readonly<Record<string, string>>,
  { refuses }: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { protocol, hostname } = new URL(url);
  // An address that stands in the URL itself is connected to without any look-up.
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && refuses(literal)) throw refuse(hostname);
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = {
      accept: ACCEPT,
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'almanac',
      ...conditions,
    };
    const lookup = createLookup(refuses);
    const sent = request(url, { headers, agent: false, signal, maxHeaderSize: 16_384, lookup }, resolve);
    sent.on('error', reject);
    sent.end();
  });
}

/** Looks a name up, and refuses it for each of its addresses: one that hides among public ones is no accident. */
function createLookup(refuses: FetchLimits['refuses']): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) callback(error ?? new Error('no address'), '');
      else if (addresses.some(({ address }) => refuses(address))) callback(refuse(hostname), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refuse(host: string): FeedFault {
  return new FeedFault(
    `${host} is a private or local address`,
    'subscribe to a feed on the public Internet, or allow it with --allow-private',
  );
}

function follow(location: string | undefined, from: string): string {
  if (location === undefined || !URL.canParse(location, from))
    throw new FeedFault('it redirects to nowhere', 'tell its owner');
  const target = new URL(location, from);
  target.hash = '';
  if (!/^https?:$/.test(target.protocol))
    throw new FeedFault(`it redirects to ${target.protocol}`, 'tell its owner');
  if (target.username !== '' || target.password !== '')
    throw new FeedFault('it redirects to an address with a password', 'tell its owner');
  return target.href;
}

async function readBody(response: IncomingMessage, size: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase();
  const unpack = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[encoding ?? ''];
  const unpacker = unpack?.();
  // A pipe does not hand errors on.
  if (unpacker !== undefined) response.on('error', (error) => unpacker.destroy(error)).pipe(unpacker);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of unpacker ?? response) {
      length += (chunk as Buffer).length;
      if (length > size)
        throw new FeedFault(
          `it is larger than ${size / 1024 / 1024} MiB`,
          'ask its owner for a feed of the latest entries',
        );
      chunks.push(chunk as Buffer);
    }
  } finally {
    response.destroy();
    unpacker?.destroy();
  }
  return Buffer.concat(chunks);
}

function refuseStatus(status: number, retryAfter: string | undefined): FeedFault {
  if (status === 404)
    return new FeedFault('it is not there (HTTP 404)', "look for the feed's new address on its site");
  if (status === 401 || status === 403)
    return new FeedFault(`it is not for us (HTTP ${status})`, 'ask its owner to let feed readers in');
  if (status === 429 || status >= 500)
    return new HostFault(
      `its server is busy or broken (HTTP ${status})`,
      'wait: it will be asked again later',
      readRetryAfter(retryAfter),
    );
  return new FeedFault(`its server answers HTTP ${status}`, 'open the address in a browser');
}

function readRetryAfter(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const seconds = (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, Math.round(seconds));
}
