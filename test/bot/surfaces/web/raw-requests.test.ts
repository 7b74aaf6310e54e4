import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startWeb } from '../../../../bot/surfaces/web/start-web.ts';
import { makeOptions } from './make-app.ts';

const lines: string[] = [];
const surface = await startWeb('127.0.0.1:0', {
  ...makeOptions({ log: (line) => lines.push(line) }),
  baseUrl: null,
});
const { host, port } = new URL(surface.address);
afterAll(() => surface.stop());

/** Sends bytes as they are; gives the status of the answer, or `closed`. */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed'));
  });
}

test.each([
  ['a plain one', `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '200'],
  ['without a host', 'GET / HTTP/1.1\r\n\r\n', '400'],
  ['with an empty host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', '400'],
  ['for another host', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', '421'],
  ['for a host with a path in it', `GET / HTTP/1.1\r\nHost: ${host}/evil\r\n\r\n`, '400'],
  ['for a host with a user in it', `GET / HTTP/1.1\r\nHost: a@${host}\r\n\r\n`, '400'],
  [
    'with a whole address of another host',
    `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    '421',
  ],
  ['with two slashes', `GET //evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '404'],
  ['that climbs', `GET /../../etc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '404'],
  ['with bytes that are no UTF-8', `GET /%ff%00 HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '404'],
  ['with huge headers', `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, '431'],
  ['that is no HTTP', '\u0016\u0003\u0001\r\n\r\n', '400'],
  ['to tunnel', `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'closed'],
  ['to trace', `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '405'],
  [
    'with two lengths',
    `POST /feedback HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    '400',
  ],
])('a request %s', async (_, text, status) => {
  expect(await send(text)).toBe(status);
  expect(await send(`GET /robots.txt HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toBe('200');
  expect(lines).toEqual([]);
});
