import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCollection } from '../../bench/retrieval/collection.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-collection-'));
  write(
    'docs.jsonl',
    '{"id":"d1","title":"ARP","text":"Who has it?"}',
    '{"id":"d2","title":"NIC","text":""}',
  );
  write('queries.jsonl', '{"id":"q1","text":"what is arp"}');
  write('qrels.jsonl', '{"query":"q1","doc":"d1","rel":2}', '{"query":"q1","doc":"d2","rel":0}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, ...lines: string[]): void {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

test('a collection is documents, queries and graded judgements', () => {
  expect(readCollection(folder)).toEqual({
    docs: [
      { id: 'd1', title: 'ARP', text: 'Who has it?' },
      { id: 'd2', title: 'NIC', text: '' },
    ],
    queries: [{ id: 'q1', text: 'what is arp' }],
    qrels: new Map([
      [
        'q1',
        new Map([
          ['d1', 2],
          ['d2', 0],
        ]),
      ],
    ]),
  });
});

const DOC = '{"id":"d1","title":"ARP","text":"Who has it?"}';
test.each([
  { file: 'docs.jsonl', lines: [DOC, '', '{"id":"d2",'], fault: 'docs.jsonl:3:1: not JSON: ' },
  { file: 'docs.jsonl', lines: ['null'], fault: 'docs.jsonl:1:1: "id" is not a string' },
  { file: 'docs.jsonl', lines: ['{"id":"d1","title":"x"}'], fault: 'docs.jsonl:1:1: "text" is not a string' },
  { file: 'docs.jsonl', lines: [DOC, DOC], fault: 'docs.jsonl:2:1: the id "d1" stands twice' },
  { file: 'docs.jsonl', lines: [], fault: 'docs.jsonl:1:1: it holds nothing' },
  {
    file: 'queries.jsonl',
    lines: ['{"id":1,"text":"what is arp"}'],
    fault: 'queries.jsonl:1:1: "id" is not a string',
  },
  {
    file: 'qrels.jsonl',
    lines: ['{"query":"q1","doc":"d1","rel":"2"}'],
    fault: 'qrels.jsonl:1:1: "rel" is not a number',
  },
  {
    file: 'qrels.jsonl',
    lines: ['{"query":"q9","doc":"d1","rel":1}'],
    fault: 'qrels.jsonl:1:1: no query has the id "q9"',
  },
  {
    file: 'qrels.jsonl',
    lines: ['{"query":"q1","doc":"d1","rel":1}', '{"query":"q1","doc":"d9","rel":1}'],
    fault: 'qrels.jsonl:2:1: no document has the id "d9"',
  },
  {
    file: 'qrels.jsonl',
    lines: ['{"query":"q1","doc":"d1","rel":1}', '{"query":"q1","doc":"d1","rel":0}'],
    fault: 'qrels.jsonl:2:1: "d1" is judged twice for query "q1"',
  },
])('a fault is told with its file and line: $fault', ({ file, lines, fault }) => {
  write(file, ...lines);
  expect(() => readCollection(folder)).toThrow(join(folder, fault));
});

test('a file that is missing is named', () => {
  rmSync(join(folder, 'queries.jsonl'));
  expect(() => readCollection(folder)).toThrow(`${join(folder, 'queries.jsonl')} can't be read (ENOENT`);
});
