import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutRuns } from '../../indexer/cut-runs.ts';

const cut = (text: string) => {
  const runs: [string, number][] = [];
  cutRuns(text, (start, end) => runs.push([text.slice(start, end), start]));
  return runs;
};

/** The same, said as a pattern. */
const RUN = /(?:(?!->)[^\s"“”„«»()[\]{}<>,;!?|*…—–])+(?:->[\p{L}\p{N}_]+)*/gu;
const match = (text: string) => [...text.matchAll(RUN)].map(({ 0: run, index }) => [run, index]);

test('cuts at white space, quotes and brackets, and keeps what an arrow leads to', () => {
  expect(cut('Set “arp_accept” (n->updated->by.x) -> e.g. 10.0.0.1!')).toEqual([
    ['Set', 0],
    ['arp_accept', 5],
    ['n->updated->by', 18],
    ['.x', 32],
    ['e.g.', 39],
    ['10.0.0.1', 44],
  ]);
});

test('every code unit either separates or not, as the pattern has it', () => {
  const texts = Array.from({ length: 0x10000 }, (_, code) => `a${String.fromCharCode(code)}b`);
  expect(texts.filter((text) => cut(text).length !== match(text).length)).toEqual([]);
});

test('cuts any text where the pattern does', () => {
  const unit = fc.oneof(
    fc.constantFrom('-', '>', '->', '->é_1', '.', ' ', 'n', '…', '\u{1d400}'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
      expect(cut(units.join(''))).toEqual(match(units.join('')));
    }),
    { numRuns: 3_000 },
  );
});
