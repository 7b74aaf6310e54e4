import type { Hono } from 'hono';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { createApp } from '../../../../bot/surfaces/web/create-app.ts';
import { readAssets } from '../../../../bot/surfaces/web/read-assets.ts';
import type { WebOptions } from '../../../../bot/surfaces/web/web-options.ts';
import type { Event, Post } from '../../../../indexer/types.ts';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';

export const BASE = 'http://127.0.0.1:4117';

const POSTS: readonly Post[] = [
  makePost(
    'arp',
    [
      'Gratuitous ARP is a packet that announces an address.',
      '',
      '## What is locktime?',
      '',
      'Locktime is the minimum time for which an ARP entry is kept. See [the fix](fix.md#the-fix) and [elsewhere](https://example.org/a?b=1&c=2).',
      '',
      '## Why is gratuitous ARP ignored?',
      '',
      'The kernel ignores a gratuitous ARP packet because it arrives within the locktime window.',
      '',
      '## How do I see it?',
      '',
      'List the neighbours with this command:',
      '',
      '```sh',
      'ip neigh show dev eth0 # <all of them>',
      '```',
      '',
      '| state | meaning |',
      '| --- | --- |',
      '| STALE | not confirmed |',
    ].join('\n'),
    {
      title: 'Why gratuitous ARP is ignored',
      author: 'Ada Lovelace',
      published: '2017-05-25T19:46:00Z',
      tags: ['arp', 'kernel'],
      summary: 'What locktime does.',
      series: { name: 'ARP', part: 1 },
      license: 'CC-BY-4.0',
      sources: [
        {
          title: 'Diggin’ the kernel',
          author: 'Grace Hopper',
          blog: 'Kernel notes',
          published: '2017-05-24T00:00:00Z',
          url: 'https://example.org/kernel',
        },
      ],
    },
  ),
  makePost(
    'fix',
    '## The fix\n\nA kernel patch fixes ignored gratuitous ARP; set arp_accept to 1 meanwhile.',
    {
      title: 'How to fix ignored gratuitous ARP',
      author: 'Ada Lovelace',
      published: '2017-05-26T10:00:00Z',
      updated: '2017-05-27T10:00:00Z',
      tags: ['arp'],
      series: { name: 'ARP', part: 2 },
      url: 'https://example.org/fix',
    },
  ),
  makePost('snapper', 'Snapper rolls a server back to an earlier snapshot of its file system.', {
    title: 'Rolling a server back with Snapper',
    author: 'Linus Torvalds',
    published: '2016-01-02T03:04:05Z',
    tags: ['btrfs'],
    blog: 'Snapshots & more',
  }),
];

const EVENTS: readonly Event[] = [
  makeEvent('summit', '2017-11-06', {
    name: 'Summit Sydney',
    end: '2017-11-08',
    timezone: 'Australia/Sydney',
    place: 'Sydney, Australia',
    url: 'https://example.org/summit',
  }),
  makeEvent('meeting', '2017-06-15T14:00:00Z', {
    name: 'Neutron meeting',
    end: '2017-06-15T15:00:00Z',
    timezone: 'America/New_York',
    online: true,
    status: 'tentative',
  }),
  makeEvent('ptg', '2017-02-20', { name: 'PTG Atlanta', end: '2017-02-24', place: 'Atlanta, USA' }),
];

const assets = await readAssets();

/** What tests differ in; the rest is plain. */
export type AppOptions = Partial<WebOptions> & {
  readonly posts?: readonly Post[];
  readonly events?: readonly Event[];
};

export function makeOptions({ posts = POSTS, events = EVENTS, ...options }: AppOptions = {}): WebOptions {
  const engine = createEngine(makeIndex(posts, events));
  const bodies = new Map<string, string>(posts.map(({ id, body }) => [id, body]));
  return {
    baseUrl: BASE,
    editUrl: null,
    writeUrl: null,
    community: { name: 'Planet Test', ask_humans: '#test on OFTC' },
    engine: () => engine,
    readBody: async ({ id }) => bodies.get(id) ?? '',
    feedback: { add: () => undefined, list: () => [] },
    listGaps: () => [],
    noteGap: () => undefined,
    today: () => '2017-06-01',
    cors: [],
    rateLimit: 0,
    trustsProxy: false,
    now: () => new Date('2017-06-01T12:00:00Z'),
    log: (line) => {
      throw new Error(line);
    },
    ...options,
  };
}

export function makeApp(options: AppOptions = {}): Hono {
  return createApp(makeOptions(options), assets);
}

/** Gets a page of the app; `path` begins with a slash. */
export async function get(app: Hono, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(`${BASE}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
