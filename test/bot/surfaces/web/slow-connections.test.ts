import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startWeb } from '../../../../bot/surfaces/web/start-web.ts';
import { makeOptions } from './make-app.ts';

/** Milliseconds; a hundredth of the usual ones. */
const LIMITS = { headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 200, checkEvery: 50 };
const surface = await startWeb('127.0.0.1:0', { ...makeOptions(), baseUrl: null }, LIMITS);
const { host, port } = new URL(surface.address);
afterAll(() => surface.stop());

/** Sends `begin`, then `drip` again and again; gives the status of the answer, and when the server closed, in ms. */
function drip(begin: string, drip: string): Promise<{ status: string; after: number }> {
  return new Promise((resolve) => {
    const start = performance.now();
    let answer = '';
    let timer: NodeJS.Timeout | undefined;
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(begin);
      timer = setInterval(() => drip !== '' && socket.writable && socket.write(drip), 30);
    });
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => {
      clearInterval(timer);
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed';
      resolve({ status, after: performance.now() - start });
    });
  });
}

const POST = `POST /feedback HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;

test.each([
  ['nothing at all', '', ''],
  ['a header letter by letter', `GET / HTTP/1.1\r\nHost: ${host}\r\nX: `, 'a'],
  ['header after header', `GET / HTTP/1.1\r\nHost: ${host}\r\n`, 'X: a\r\n'],
  ['a body letter by letter', `${POST}Content-Length: 10000\r\n\r\n`, 'a'],
  ['a body chunk by chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'],
])('who sends %s is cut off, and others are served meanwhile', async (_, begin, more) => {
  const slow = Promise.all(Array.from({ length: 20 }, () => drip(begin, more)));
  const served = await fetch(`${surface.address}robots.txt`);
  expect(served.status).toBe(200);
  await served.text();
  for (const { status, after } of await slow) {
    expect(['408', 'closed']).toContain(status);
    // Two checks and a busy machine on top.
    expect(after).toBeLessThan(5_000);
  }
});

test('who asks and then says nothing more is let go', async () => {
  const { status, after } = await drip(`GET /robots.txt HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '');
  expect(status).toBe('200');
  expect(after).toBeLessThan(5_000);
});
