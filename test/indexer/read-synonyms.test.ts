import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSynonyms, readSynonyms } from '../../indexer/read-synonyms.ts';

const parse = (text: string) => parseSynonyms('synonyms.yaml', text);
const tell = (text: string) =>
  parse(text).faults.map(({ line, column, message }) => `${line}:${column}: ${message}`);

describe('parseSynonyms', () => {
  it('reads words with their others', () => {
    expect(parse('# ours\nnic: [network card, network interface card]\nk8s: [kubernetes]\n')).toEqual({
      groups: [
        ['nic', 'network card', 'network interface card'],
        ['k8s', 'kubernetes'],
      ],
      faults: [],
    });
  });

  it.each([
    '# ours\n\n- [nic, network card]\n- - k8s\n  - kubernetes\n',
    '[[nic, network card], [k8s, kubernetes]]',
  ])('reads groups: %j', (text) => {
    expect(parse(text)).toEqual({
      groups: [
        ['nic', 'network card'],
        ['k8s', 'kubernetes'],
      ],
      faults: [],
    });
  });

  it('takes an empty file, and words that are named twice', () => {
    expect(parse('# nothing yet\n')).toEqual({ groups: [], faults: [] });
    expect(parse('- [a, b, a]\n- [c, c]\n')).toEqual({ groups: [['a', 'b']], faults: [] });
  });

  it('takes words such as __proto__ and constructor for words or faults, never for more', () => {
    expect(parse('constructor: [builder]\n').groups).toEqual([['constructor', 'builder']]);
    expect(parse('__proto__: [a]\n').groups).toEqual([]);
    expect(({} as { length?: number }).length).toBeUndefined();
  });

  it.each([
    ['nic: network card', '1:6: "nic" must be a list, not text: "network card"'],
    ['nic: []', '1:6: "nic" has no words'],
    ['- [nic]', '1:3: "[0]" has fewer than two words'],
    ['- nic', '1:3: "[0]" must be a list, not text: "nic"'],
    ['- [nic, 11]', '1:9: "[0][1]" must be text, not a number: 11'],
    ['nic: ["a\\nb"]', '1:7: "nic[0]" holds a line break or a control character: "a\\nb"'],
    [`nic: [${'a'.repeat(81)}]`, `1:7: "nic[0]" is longer than 80 characters: "${'a'.repeat(79)}…`],
  ])('tells faults and gives no groups: %j', (text, fault) => {
    expect(tell(text)).toEqual([fault]);
    expect(parse(text).groups).toEqual([]);
  });

  it('gives no groups when the YAML is broken', () => {
    const { groups, faults } = parse('k8s: [kubernetes]\nnic: [a\n');
    expect(groups).toEqual([]);
    expect(faults.map((fault) => fault.line)).toEqual([3]);
  });

  it('is bounded', () => {
    expect(tell(`nic: [${'a, '.repeat(51)}]`)).toEqual(['1:6: "nic" has more than 50 entries']);
    expect(tell('- [a, b]\n'.repeat(2001))).toEqual(['1:1: the text has more than 2000 entries']);
    const words = Array.from({ length: 2001 }, (_, index) => `w${index}: [a]\n`).join('');
    expect(tell(words)).toEqual(['1:1: the text has more than 2000 words']);
  });

  it('never throws, and gives groups of two or more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '- [a, ', 'a: [b, '), (text, start) => {
        const { groups } = parse(start + text);
        expect(groups.every((group) => group.length > 1)).toBe(true);
      }),
    );
  });
});

describe('readSynonyms', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'almanac-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('has none without a file', async () => {
    expect(await readSynonyms(dir)).toEqual({ groups: [], faults: [] });
  });

  it('reads the file of a content folder', async () => {
    await writeFile(join(dir, 'synonyms.yaml'), 'nic: [network card]\n');
    expect((await readSynonyms(dir)).groups).toEqual([['nic', 'network card']]);
  });

  it('tells bytes that are not UTF-8, and files that are too large', async () => {
    await writeFile(join(dir, 'synonyms.yaml'), Buffer.from('é: [a]', 'latin1'));
    expect((await readSynonyms(dir)).faults).toEqual([expect.objectContaining({ line: 1, column: 1 })]);
    await writeFile(join(dir, 'synonyms.yaml'), '#'.repeat(1024 * 1024 + 1));
    expect((await readSynonyms(dir)).faults).toEqual([
      expect.objectContaining({ message: 'is larger than 1 MiB (1048577 bytes)' }),
    ]);
  });

  it('does not follow a link out of the folder', async () => {
    await symlink(import.meta.filename, join(dir, 'synonyms.yaml'));
    expect((await readSynonyms(dir)).faults).toEqual([
      expect.objectContaining({ message: 'leads outside the content folder, and is not followed' }),
    ]);
  });
});
