import { describe, expect, test } from 'vitest';
import type { Feedback } from '../../../../bot/store/feedback.ts';
import { BASE, get, makeApp } from './make-app.ts';

const app = makeApp();

describe('every answer', () => {
  test.each(['/', '/ask?q=arp', '/none', '/feed.xml', '/api/ask?q=arp', '/api/none', '/robots.txt'])(
    'has the protecting headers: %s',
    async (path) => {
      const { headers } = await get(app, path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  test('asks for HTTPS where the site has it', async () => {
    const safe = makeApp({ baseUrl: 'https://example.org' });
    const { headers } = await safe.request('https://example.org/');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('a request', () => {
  test.each(['evil.example', 'evil.example:4117', '127.0.0.1:9999', '127.0.0.1.evil.example:4117'])(
    'for the host %s is refused',
    async (host) => {
      expect((await app.request(`http://${host}/`)).status).toBe(421);
    },
  );

  test('with an endless address is refused', async () => {
    expect((await get(app, `/ask?q=${'a'.repeat(9_000)}`)).status).toBe(414);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('by %s is refused', async (method) => {
    const { status, headers } = await app.request(`${BASE}/`, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('by HEAD has no body', async () => {
    const response = await app.request(`${BASE}/posts/arp`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('who asks too much', () => {
  test('is told to wait, for the rest of a minute', async () => {
    const limited = makeApp({ rateLimit: 3 });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await get(limited, `/ask?q=arp+${n}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const { headers, text } = await get(limited, '/api/search?q=arp');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50);
    expect(JSON.parse(text)).toMatchObject({ status: 429 });
    expect((await get(limited, '/posts/arp')).status).toBe(200);
  });

  test('is known by the address that the proxy gives, when there is one; IPv6 by its network', async () => {
    const limited = makeApp({ rateLimit: 1, trustsProxy: true });
    const from = async (address: string) =>
      (await get(limited, '/ask?q=arp', { 'X-Forwarded-For': address })).status;
    expect(await from('203.0.113.1')).toBe(200);
    expect(await from('198.51.100.9, 203.0.113.1')).toBe(429);
    expect(await from('203.0.113.2')).toBe(200);
    expect(await from('2001:db8:1:2::5')).toBe(200);
    expect(await from('2001:db8:1:2:ffff::1')).toBe(429);
    expect(await from('2001:db8:1:3::5')).toBe(200);
  });

  test('can not pretend to be another without a proxy', async () => {
    const limited = makeApp({ rateLimit: 1 });
    const from = async (address: string) =>
      (await get(limited, '/ask?q=arp', { 'X-Forwarded-For': address })).status;
    expect([await from('203.0.113.1'), await from('203.0.113.2')]).toEqual([200, 429]);
  });
});

describe('a page of another origin', () => {
  const preflight = { Origin: 'https://example.org', 'Access-Control-Request-Method': 'GET' };

  test('may not read the API, unless it is configured', async () => {
    const { headers } = await get(app, '/api/ask?q=arp', { Origin: 'https://example.org' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const open = makeApp({ cors: ['https://example.org'] });
    const allowed = await get(open, '/api/ask?q=arp', { Origin: 'https://example.org' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://example.org');
    const other = await get(open, '/api/ask?q=arp', { Origin: 'https://evil.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const asked = await open.request(`${BASE}/api/ask`, { method: 'OPTIONS', headers: preflight });
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET');
  });

  test('may never read pages', async () => {
    const open = makeApp({ cors: ['*'] });
    const { headers } = await get(open, '/ask?q=arp', { Origin: 'https://example.org' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a verdict', () => {
  const kept: Feedback[] = [];
  const listening = makeApp({ feedback: { add: (feedback) => kept.push(feedback), list: () => kept } });
  const send = (body: Record<string, string>, origin: string | null = BASE) =>
    listening.request(`${BASE}/feedback`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: origin === null ? {} : { Origin: origin },
    });

  test('is kept, without a trace of who gave it', async () => {
    const response = await send({ question: 'what is locktime?', verdict: 'helped', post: 'arp' });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Thank you')]);
    expect(kept).toEqual([
      {
        question: 'what is locktime?',
        verdict: 'helped',
        post: 'arp',
        surface: 'web',
        at: '2017-06-01T12:00:00Z',
      },
    ]);
  });

  test('on a post that there is not names none', async () => {
    await send({ question: 'q', verdict: 'wrong', post: '../../etc/passwd' });
    expect(kept.at(-1)).toMatchObject({ verdict: 'wrong', post: null });
  });

  test.each([
    [403, { question: 'q', verdict: 'helped' }, 'https://evil.example'],
    [403, { question: 'q', verdict: 'helped' }, 'null'],
    [403, { question: 'q', verdict: 'helped' }, null],
    [400, { verdict: 'helped' }, BASE],
    [400, { question: 'q', verdict: 'fine' }, BASE],
    [413, { question: 'q'.repeat(20_000), verdict: 'helped' }, BASE],
  ] as const)('is refused with %i: %j from %s', async (status, body, origin) => {
    const before = kept.length;
    expect((await send(body, origin)).status).toBe(status);
    expect(kept).toHaveLength(before);
  });

  test('that can not be kept is told as a fault of ours, and logged', async () => {
    const lines: string[] = [];
    const full = makeApp({
      feedback: {
        add: () => {
          throw new Error('disk full');
        },
        list: () => [],
      },
      log: (line) => lines.push(line),
    });
    const body = new URLSearchParams({ question: 'q', verdict: 'helped' });
    const response = await full.request(`${BASE}/feedback`, {
      method: 'POST',
      body,
      headers: { Origin: BASE },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('disk full');
    expect(lines).toEqual(['web: POST /feedback: disk full']);
  });
});
