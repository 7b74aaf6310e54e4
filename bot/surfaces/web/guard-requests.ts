import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { CONTENT_POLICY } from '../../render/html/layout.ts';
import { refuse } from './refuse.ts';

/** Longest address that is read, in characters. */
const LONGEST_ADDRESS = 8_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Headers of every answer (OWASP Secure Headers Project). */
export function secureHeaders(baseUrl: string): MiddlewareHandler {
  const headers = Object.entries({
    'Content-Security-Policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(baseUrl.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  });
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}

/** Lets only requests in that name one of `hosts`: a foreign name that points here is an attack (DNS rebinding). */
export function checkRequest(hosts: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    if (!hosts.has(new URL(c.req.url).host.toLowerCase())) {
      return refuse(c, 421, 'This server does not answer for that host name.');
    }
    if (c.req.url.length > LONGEST_ADDRESS) return refuse(c, 414, 'The address is too long.');
    if (!METHODS.has(c.req.method)) {
      return refuse(c, 405, 'Only reading is possible here.', { Allow: 'GET, HEAD, POST' });
    }
    return next();
  };
}

/** Work for one address is bounded: `perMinute` requests, then 429 until the minute is over. Memory: one entry an address and minute. */
export function limitRate(perMinute: number, trustsProxy: boolean): MiddlewareHandler {
  if (perMinute === 0) return (_, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (c, next) => {
    try {
      await limiter.consume(networkOf(addressOf(c, trustsProxy)));
    } catch (error) {
      const seconds = Math.ceil((error as RateLimiterRes).msBeforeNext / 1000);
      return refuse(c, 429, `Too many requests. Please wait ${seconds} seconds.`, {
        'Retry-After': String(seconds),
      });
    }
    return next();
  };
}

function addressOf(c: Context, trustsProxy: boolean): string {
  // The last entry is the one that our own proxy has written.
  const forwarded = trustsProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded.slice(0, 64);
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown';
}

/** One IPv6 customer has a whole /64. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
