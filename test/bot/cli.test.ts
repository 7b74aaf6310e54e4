import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

const SMALL = resolve('test/fixtures/small');
let home: string;
/** A content folder that a test may change. */
let content: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
  content = join(home, 'content');
  await cp(SMALL, content, { recursive: true });
});
afterAll(() => rm(home, { recursive: true }));

const run = (args: string[], input?: string, env?: Record<string, string>) =>
  runAlmanac(args, { home, cwd: home, ...(input === undefined ? {} : { input }), ...(env ? { env } : {}) });

describe('almanac ask', () => {
  test('prints the quote with its citation, without colours where there is no terminal', async () => {
    const { code, stdout, stderr } = await run([
      'ask',
      'why',
      'is',
      'gratuitous',
      'ARP',
      'ignored?',
      '--today',
      '2017-06-01',
    ]);
    expect(stdout).toBe(
      [
        '▏ The kernel ignores a gratuitous ARP packet because it arrives within the',
        '▏ locktime window. The window lasts 1 second.',
        '[1] Why the kernel ignores gratuitous ARP',
        '    Ada Lovelace, Engines, 2017-05-25',
        '    Locktime',
        '    https://example.org/locktime  posts/locktime.md:12-13',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('says when it does not know, and where people do', async () => {
    await writeFile(
      join(home, 'almanac.yaml'),
      'community: { name: Engines, ask_humans: "#engines on OFTC" }\n',
    );
    const { code, stdout } = await run(['ask', 'how do I bake bread?']);
    await rm(join(home, 'almanac.yaml'));
    expect(stdout).toBe(
      "I don't know: nothing in the posts of Engines answers that.\nPeople may: ask in #engines on OFTC.\n",
    );
    expect(code).toBe(0);
  });

  test('prints the machine contract with --json', async () => {
    const { stdout } = await run(['ask', '--json', 'install snapper on ubuntu']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      question: 'install snapper on ubuntu',
      answered: true,
      excerpts: [
        {
          quote: 'apt-get install snapper -y',
          post: {
            id: 'snapper',
            title: 'Snapshots with Snapper',
            author: 'Grace Hopper',
            blog: null,
            published: '2016-01-02T00:00:00Z',
            url: null,
          },
          heading: [],
          file: 'posts/snapper.md',
          lines: [12, 12],
          score: expect.any(Number),
        },
      ],
      events: [],
      related: [],
      took_ms: expect.any(Number),
    });
  });

  test('answers with events, and with nothing it was not told', async () => {
    const { stdout } = await run([
      'ask',
      '--json',
      '--today',
      '2017-05-26',
      'when is the next engine summit?',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      answered: true,
      excerpts: [],
      events: [
        {
          id: 'summit',
          name: 'Engine Summit London',
          start: '2017-06-10',
          end: '2017-06-11',
          place: 'London, United Kingdom',
          url: null,
          file: 'events/summit.md',
        },
      ],
    });
  });

  test('answers a batch in order, each with its id, and tells the lines that it can not read', async () => {
    const batch = [
      '{"id":"a","q":"install snapper"}',
      '',
      'not json',
      '{"id":"b","q":"how do I bake bread?","today":"2017-05-26"}',
      '{"q":"no id"}',
      '{"id":"c","q":"gratuitous arp"}',
    ].join('\n');
    const { code, stdout, stderr } = await run(['ask', '--json', '--batch', '-'], batch);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id, answered }) => [id, answered])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
    expect(stderr).toMatch(
      /^almanac: standard input:3:1: not JSON.*\nalmanac: standard input:5:1: "id" is not a text\n$/,
    );
    expect(code).toBe(1);
  });

  test('says which batch file it can not read', async () => {
    const { code, stderr } = await run(['ask', '--json', '--batch', 'none.jsonl']);
    expect(stderr).toMatch(/^almanac: none\.jsonl can't be read: ENOENT/);
    expect(code).toBe(1);
  });

  test('wants a question when there is no terminal to ask at', async () => {
    const { code, stdout, stderr } = await run(['ask']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('there is no question');
  });

  test('lets marks of a post that reorder text reach no terminal', async () => {
    await writeFile(
      join(content, 'posts', 'hostile.md'),
      '---\ntitle: Bells\nauthor: Mallory\npublished: 2017-01-01T00:00:00Z\n---\n\nThe bell of Mallory rings &#x202e;red loudly.\n',
    );
    const { stdout } = await run(['ask', 'what bell of Mallory rings?']);
    await rm(join(content, 'posts', 'hostile.md'));
    expect(stdout).toContain('The bell of Mallory rings red loudly.');
    expect(stdout).not.toMatch(/\p{Bidi_Control}/u);
  });
});

describe('almanac events', () => {
  test('lists what is to come', async () => {
    const { code, stdout } = await run(['events', '--today', '2017-05-26']);
    expect(stdout).toBe(
      'Engine Summit London\n    10–11 June 2017, London, United Kingdom\n    events/summit.md\n',
    );
    expect(code).toBe(0);
  });

  test('prints one object a line with --json', async () => {
    const { stdout } = await run(['events', '--json', '--past', '--today', '2018-01-01']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'summit', start: '2017-06-10', status: 'confirmed' });
  });

  test('prints a calendar with --ics, past events included', async () => {
    const { code, stdout } = await run(['events', '--ics', '--today', '2018-01-01']);
    expect(stdout).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*UID:summit@almanac-[a-z0-9-]+\.almanac\r\n/);
    expect(stdout).toMatch(/DTSTART;VALUE=DATE:20170610\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(code).toBe(0);
  });

  test('writes a calendar twice without a change', async () => {
    const file = join(home, 'events.ics');
    expect((await run(['events', '--out', file])).stderr).toBe(`Events in ${file}: 1\n`);
    const first = await readFile(file, 'utf8');
    await run(['events', '--out', file]);
    expect(await readFile(file, 'utf8')).toBe(first);
  });

  test('says when there is none, and refuses an id that there is not', async () => {
    expect((await run(['events', 'paris'])).stdout).toBe('No event on file is like that.\n');
    expect(await run(['events', '--id', 'paris'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'almanac: there is no event with the id "paris"\n',
    });
  });
});

describe('almanac events suggest', () => {
  test('writes candidates outside of the content, and none that would be published at once', async () => {
    await writeFile(
      join(content, 'posts', 'party.md'),
      '---\ntitle: Party\nauthor: Ada\npublished: 2017-05-01T00:00:00Z\n---\n\nJoin us at SteamConf Berlin, June 1.\n',
    );
    const { code, stdout, stderr } = await run(['events', 'suggest', '--to', join(home, 'candidates')]);
    const refused = await run(['events', 'suggest', '--to', join(content, 'events', 'new')]);
    await rm(join(content, 'posts', 'party.md'));
    expect(stdout).toBe(
      'SteamConf Berlin\n    2017-06-01, Berlin\n    Join us at SteamConf Berlin, June 1.\n    posts/party.md:7\n',
    );
    expect(stderr).toContain(`written ${join(home, 'candidates', '2017-06-01-steamconf-berlin.md')}\n`);
    expect(code).toBe(0);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('is read as events at once');
  });
});

describe('almanac search', () => {
  test('prints a post a hit', async () => {
    const { stdout } = await run(['search', '--json', 'kernel', 'snapper']);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ query: 'kernel snapper', total: 2 });
    expect(Object.keys(result.hits[0])).toEqual(['post', 'heading', 'quote', 'file', 'lines', 'score']);
  });

  test.each([
    ['--author', 'turing', ['snapper']],
    ['--tag', 'neutron', ['locktime']],
    ['--since', '2017-05-25', ['locktime']],
    ['--until', '2017-05-25', ['locktime', 'snapper']],
    ['--until', '2017-05-24', ['snapper']],
    ['--limit', '1', ['locktime']],
  ])('narrows by %s %s', async (option, value, ids) => {
    const { stdout } = await run(['search', '--json', 'gratuitous arp kernel snapper', option, value]);
    expect(JSON.parse(stdout).hits.map((hit: { post: { id: string } }) => hit.post.id)).toEqual(ids);
  });

  test('says that nothing matches', async () => {
    expect((await run(['search', 'zebra'])).stdout).toBe('No post matches "zebra".\n');
  });
});

describe('almanac index', () => {
  test('prints counts, time, size and file', async () => {
    const { stdout } = await run(['index', '--json', '--index', join(home, 'my.index')]);
    expect(JSON.parse(stdout)).toEqual({
      posts: 2,
      events: 1,
      passages: 2,
      left_out: 0,
      seconds: expect.any(Number),
      bytes: (await readFile(join(home, 'my.index'))).length,
      file: join(home, 'my.index'),
    });
  });

  test('is written for lunr too, but never in place of something else', async () => {
    const file = join(home, 'lunr-index.json');
    for (const _ of ['made', 'made again']) {
      const { stdout } = await run(['index', '--json', '--export', 'lunr', file]);
      const text = await readFile(file, 'utf8');
      expect(JSON.parse(stdout).exported).toEqual({ file, bytes: Buffer.byteLength(text) });
      expect(text).toMatch(/^\{"version":"2\.3\.9","fields":\["body",/);
    }
    await writeFile(file, 'Years of work.\n');
    const refused = await run(['index', '--export', 'lunr', file]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      `almanac: ${file} is no index of lunr's: it is left as it is\n`,
    ]);
    expect(await readFile(file, 'utf8')).toBe('Years of work.\n');
    const unnamed = await run(['index', '--export', 'lunr']);
    expect(unnamed.stderr).toContain('almanac index --export lunr lunr-index.json');
  });

  test('that is damaged is rebuilt with a note, and the answer is the same', async () => {
    const file = join(home, 'damaged.index');
    const good = await run(['search', 'snapper', '--index', file]);
    await writeFile(file, (await readFile(file, 'utf8')).replace('Snapper', 'Snopper'));
    const mended = await run(['search', 'snapper', '--index', file]);
    expect(mended.stderr).toBe(`The index ${file} was built anew: it is damaged.\n`);
    expect(mended.stdout).toBe(good.stdout);
    expect((await run(['search', 'snapper', '--index', file])).stderr).toBe('');
  });

  test('that can not be saved stops no answer', async () => {
    const { code, stdout, stderr } = await run([
      'search',
      'snapper',
      '--index',
      join(home, 'content', 'posts', 'snapper.md', 'x'),
    ]);
    expect(stdout).toContain('apt-get install snapper');
    expect(stderr).toContain('could not be saved');
    expect(code).toBe(0);
  });

  test('leaves a bad file out, names it, and takes the others', async () => {
    await writeFile(join(content, 'posts', 'bad.md'), '---\ntitle: Bad\n---\n\nNo author.\n');
    const { code, stdout, stderr } = await run(['search', 'snapper']);
    await rm(join(content, 'posts', 'bad.md'));
    expect(stdout).toContain('Snapshots with Snapper');
    expect(stderr).toMatch(/content\/posts\/bad\.md:\d+:\d+: "author" is missing.*\[left out\]/);
    expect(code).toBe(0);
  });

  test('notices new posts', async () => {
    expect((await run(['search', '--json', 'zebra'])).stdout).toContain('"total":0');
    await writeFile(
      join(content, 'posts', 'zebra.md'),
      '---\ntitle: Zebras\nauthor: Ada Lovelace\npublished: 2017-01-01T00:00:00Z\n---\n\nA zebra has stripes.\n',
    );
    expect((await run(['search', '--json', 'zebra'])).stdout).toContain('"total":1');
    await rm(join(content, 'posts', 'zebra.md'));
    expect((await run(['search', '--json', 'zebra'])).stdout).toContain('"total":0');
  });
});

describe('almanac check', () => {
  test('is content with good content', async () => {
    const { code, stdout, stderr } = await run(['check']);
    expect([code, stdout, stderr]).toEqual([0, '', 'content: no faults.\n']);
  });

  test('prints each fault with its place, and fails', async () => {
    await mkdir(join(home, 'faulty', 'posts'), { recursive: true });
    await writeFile(
      join(home, 'faulty', 'posts', 'a.md'),
      '---\ntitle: A\nauthor: Ada Lovelace\npublished: 2017-02-30T00:00:00Z\n---\n\nText.\n',
    );
    const { code, stdout, stderr } = await run(['check', '--content', 'faulty']);
    expect(stdout).toMatch(/^faulty\/posts\/a\.md:4:12: "published" .*2017-02-30/);
    expect(stderr).toBe('1 error and 0 warnings in 1 file.\n');
    expect(code).toBe(1);
  });
});

describe('almanac start', () => {
  test('answers each line of a pipe', async () => {
    await writeFile(join(home, 'quiet.yaml'), 'web: false\n');
    const { code, stdout, stderr } = await run(
      ['start', '--config', 'quiet.yaml'],
      'install snapper?\n\nhow do I bake bread?\n',
    );
    expect(stdout).toMatch(/apt-get install snapper -y[\s\S]*I don't know/);
    // A community without a name is called after the folder.
    expect(stderr).toMatch(/^almanac \w+: 2 posts, 1 events\.\n$/);
    expect(code).toBe(0);
  });

  test('is stopped by a faulty configuration, with every fault', async () => {
    await writeFile(join(home, 'bad.yaml'), 'contnt: x\nweb: { listen: 12 }\n');
    const { code, stdout, stderr } = await run(['start', '--config', 'bad.yaml']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/bad\.yaml:1:1: .*"contnt".*did you mean "content"/);
    expect(stderr).toMatch(/bad\.yaml:2:\d+: .*"web\.listen"/);
  });
});

describe('almanac config', () => {
  test('prints what is in force, secrets as ***', async () => {
    const { stdout } = await run(['config'], undefined, {
      DISCORD_TOKEN: 'very-secret',
      ALMANAC_COMMUNITY_NAME: 'Engines',
    });
    expect(stdout).toContain('Engines');
    expect(stdout).toContain('***');
    expect(stdout).not.toContain('very-secret');
  });

  test('prints a schema', async () => {
    expect(JSON.parse((await run(['config', '--schema'])).stdout)).toHaveProperty('properties.community');
  });
});

describe('almanac eval', () => {
  test('measures answers and lists failures', async () => {
    const questions = [
      {
        id: 'a',
        q: 'why is gratuitous ARP ignored?',
        kind: 'why',
        expect: ['Why the kernel ignores gratuitous ARP'],
        facts: ['within the locktime window'],
      },
      {
        id: 'b',
        q: 'how do I install snapper?',
        kind: 'how',
        expect: ['Snapper in practice'],
        facts: ['brew install snapper'],
      },
      { id: 'c', q: 'how do I bake bread?', kind: 'decline', expect: [], facts: [] },
    ];
    await writeFile(join(home, 'q.jsonl'), questions.map((question) => JSON.stringify(question)).join('\n'));
    const { code, stdout } = await run(['eval', 'q.jsonl', '--failures']);
    const overall = stdout.split('\n').find((line) => line.startsWith('overall'));
    expect(overall?.split(/\s+/).slice(0, 9)).toEqual([
      'overall',
      '3',
      '1.00',
      '1.00',
      '1.00',
      '0.50',
      '0.50',
      '1.00',
      '0.00',
    ]);
    expect(stdout).toContain('wanted: brew install snapper');
    expect(stdout).toContain('quoted (');
    expect(code).toBe(0);
    const { stdout: json } = await run(['eval', 'q.jsonl', '--json']);
    expect(JSON.parse(json).summaries.at(-1)).toMatchObject({
      kind: 'overall',
      measures: { hit1: { mean: 1, count: 2 } },
    });
  });

  test('tells a faulty line', async () => {
    await writeFile(join(home, 'bad.jsonl'), '{"id":"a","q":"x"}\n{"id":7}\n');
    const { code, stderr } = await run(['eval', 'bad.jsonl']);
    expect([code, stderr]).toEqual([1, 'almanac: bad.jsonl:2:1: "id" and "q" must be texts\n']);
  });
});

describe('a command line that can not be understood', () => {
  test.each([
    [['serch', 'x'], '(Did you mean search?)'],
    [['ask', '--jsn', 'x'], '(Did you mean --json?)'],
    [['search'], "missing required argument 'query'"],
    [['search', 'x', '--limit', '0'], 'Write a whole number from 1 to 1000.'],
    [['search', 'x', '--since', '2017-02-30'], 'Write a day that exists'],
    [['import', 'x.txt'], "required option '--to <dir>'"],
  ])('%j ends with 2 and says %s', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each([['ask'], ['search'], ['import'], ['index'], ['check'], ['start'], ['config'], ['eval']])(
    '%s --help shows an example and ends with 0',
    async (command) => {
      const { code, stdout } = await run([command, '--help']);
      expect(stdout).toContain(`Example:\n  $ almanac ${command}`);
      expect(code).toBe(0);
    },
  );
});
