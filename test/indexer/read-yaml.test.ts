import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../indexer/read-yaml.ts';

const post = z.strictObject({
  title: z.string().min(1),
  published: z.iso.datetime({ error: 'is not a date\nwrite 2017-05-25T19:46:00Z' }),
  tags: z.array(z.string()).default([]),
  online: z.boolean().optional(),
  part: z.int().min(1).optional(),
  status: z.enum(['confirmed', 'tentative']).optional(),
  source: z.strictObject({ title: z.string() }).optional(),
  web: z.union([z.literal(false), z.strictObject({ listen: z.string() })]).optional(),
});

const good = 'title: ARP\npublished: 2017-05-25T19:46:00Z\n';

/** Faults as they are printed: `line:column: message (hint)`. */
function complaints(text: string, firstLine?: number): string[] {
  return readYaml(text, post, firstLine).faults.map(
    ({ line, column, message, hint }) => `${line}:${column}: ${message}${hint === null ? '' : ` (${hint})`}`,
  );
}

test('a good text gives the value, with defaults, and dates stay text', () => {
  expect(readYaml(good, post)).toEqual({
    value: { title: 'ARP', published: '2017-05-25T19:46:00Z', tags: [] },
    faults: [],
  });
});

test('lines are counted from the line that the text begins on', () => {
  expect(complaints('title: ARP\npublished: 2017-13-01', 2)).toEqual([
    '3:12: "published" is not a date: "2017-13-01" (write 2017-05-25T19:46:00Z)',
  ]);
  expect(complaints(`${good}title: Again`, 11)).toEqual([
    '13:1: "title" is written twice, first in line 11 (keep one of them)',
  ]);
});

test('a fault names its path', () => {
  expect(readYaml(`${good}tags: [a, 2]`, post).faults).toEqual([
    {
      line: 3,
      column: 11,
      path: 'tags[1]',
      message: '"tags[1]" must be text, not a number: 2',
      hint: 'put it in quotes: "2"',
      kind: 'invalid',
    },
  ]);
});

test('all faults come at once, in the order of the lines', () => {
  expect(complaints('part: 0\ntitle: ""\nonline: yes')).toEqual([
    '1:1: "published" is missing (write 2017-05-25T19:46:00Z)',
    '1:7: "part" must be at least 1: 0',
    '2:8: "title" is empty: ""',
    '3:9: "online" must be true or false, not text: "yes" (write true)',
  ]);
});

describe('what stands under a key', () => {
  test.each([
    ['title: 2017', '1:8: "title" must be text, not a number: 2017 (put it in quotes: "2017")'],
    ['title: [a]', '1:8: "title" must be text, not a list'],
    ['title:', '1:7: "title" has no value (write one, or leave the key out)'],
    ['title: #arp', '1:8: "title" has no value (a "#" begins a comment: put the value in quotes)'],
    [
      'tags: [123456789012345678]\ntitle: x',
      '1:8: "tags[0]" must be text, not a number: 123456789012345678 (put it in quotes: "123456789012345678")',
    ],
    ['title: x\ntags: arp', '2:7: "tags" must be a list, not text: "arp" (write a list: ["arp"])'],
    ['title: x\npart: "5"', '2:7: "part" must be a number, not text: "5" (write it without quotes: 5)'],
    ['title: x\npart: 1.5', '2:7: "part" must be a whole number: 1.5'],
    [
      'title: x\nstatus: confirmd',
      '2:9: "status" must be "confirmed" or "tentative", not "confirmd" (did you mean "confirmed"?)',
    ],
    ['title: x\nsource: {}', '2:1: "source.title" is missing'],
    ['title: x\nweb: true', '2:6: "web" must be false or a group of keys, not true'],
    [
      'title: x\nweb: { listen: 5 }',
      '2:16: "web.listen" must be text, not a number: 5 (put it in quotes: "5")',
    ],
    ['title: x\nweb: { listn: a }', '2:8: "web.listn" is no known key (did you mean "listen"?)'],
  ])('%j', (text, expected) => {
    expect(complaints(`${text}\npublished: 2017-05-25T19:46:00Z`)).toContain(expected);
  });

  test('in place of a group, a list is told', () => {
    expect(complaints('- a')).toEqual(['1:1: the text must be a group of keys, not a list']);
  });

  test('an empty text lacks its keys', () => {
    expect(complaints('')).toEqual([
      '1:1: "title" is missing',
      '1:1: "published" is missing (write 2017-05-25T19:46:00Z)',
    ]);
  });
});

describe('unknown keys', () => {
  test('alone, they leave a value', () => {
    const { value, faults } = readYaml(`tittle: x\n${good}`, post);
    expect(value).toEqual({ title: 'ARP', published: '2017-05-25T19:46:00Z', tags: [] });
    expect(faults).toEqual([
      {
        line: 1,
        column: 1,
        path: 'tittle',
        message: '"tittle" is no known key',
        hint: 'did you mean "title"?',
        kind: 'unknown-key',
      },
    ]);
  });

  test('with another fault beside them, there is no value', () => {
    expect(readYaml(`tittle: x\n${good}part: 0`, post).value).toBeNull();
  });

  test('that resemble none are answered with the known ones', () => {
    expect(complaints(`${good}source: { title: x, colour: red }`)).toEqual([
      '3:21: "source.colour" is no known key (known keys: title)',
    ]);
  });
});

test('messages of refinements read on after the name of the key', () => {
  const event = z
    .strictObject({ start: z.string(), end: z.string() })
    .refine(({ start, end }) => end >= start, { path: ['end'], error: 'is before "start"\nswap them' });
  expect(readYaml('start: 2017-11-08\nend: 2017-11-06', event).faults).toEqual([
    {
      line: 2,
      column: 6,
      path: 'end',
      message: '"end" is before "start": "2017-11-06"',
      hint: 'swap them',
      kind: 'invalid',
    },
  ]);
});

test('a rule across keys is tried though there are unknown keys', () => {
  const event = z
    .strictObject({ start: z.string(), end: z.string() })
    .refine(({ start, end }) => end >= start, { path: ['end'], error: 'is before "start"' });
  const { value, faults } = readYaml('start: b\nend: a\nplce: Boston', event);
  expect(value).toBeNull();
  expect(faults.map(({ message }) => message)).toEqual([
    '"end" is before "start": "a"',
    '"plce" is no known key',
  ]);
});

test('a record keeps numeric keys as they are written', () => {
  const synonyms = z.record(z.string(), z.array(z.string()));
  expect(readYaml('0x10: [sixteen]\nk8s: [kubernetes]', synonyms).value).toEqual({
    '0x10': ['sixteen'],
    k8s: ['kubernetes'],
  });
});

test('a few aliases are fine', () => {
  const list = z.strictObject({ a: z.array(z.string()), b: z.array(z.string()) });
  expect(readYaml('a: &tags [x]\nb: *tags', list).value).toEqual({ a: ['x'], b: ['x'] });
});

describe('syntax', () => {
  test.each([
    ['title: a: b', '1:8: a second "key:" inside a value'],
    ['\ttitle: a', '1:1: a tab stands where spaces must'],
    ['title: @a', '1:8: a value may not begin with this character'],
    ['title: "a', '1:10: missing closing "quote'],
    ['title: a\n---\ntitle: b', '2:1: a second document begins here'],
    ['title: !js a', '1:8: a value may not carry a tag ("!…")'],
    ['title: *a', '1:8: "*a" stands for nothing above it'],
    ['? [a]\n: b', '1:3: a key must be a word'],
  ])('%j', (text, expected) => {
    const { value, faults } = readYaml(text, post);
    expect(value).toBeNull();
    expect(faults.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toContain(expected);
    expect(faults.every(({ kind }) => kind === 'syntax')).toBe(true);
  });
});
