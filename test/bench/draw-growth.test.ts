import { expect, test } from 'vitest';
import { drawGrowth, type Measured } from '../../bench/scale/draw-growth.ts';

const measure = (engine: string, documents: number, build: number | null): Measured => ({
  engine,
  documents,
  build,
  buildPeak: null,
  bytes: null,
  buildCpu: null,
  open: 100,
  openToAnswer: null,
  change: null,
  top: [10, 20],
  answer: null,
  askPeak: 1e8,
});

test('what takes ten times as long is as much higher as ten times the documents are further right', () => {
  const svg = drawGrowth([measure('ours', 1_000, 1_000), measure('ours', 10_000, 10_000)]);
  // From 1 s and 1,000 documents, below on the left, to 10 s and 10,000, above on the right.
  expect(svg).toContain('<path class="line" stroke-dasharray="" d="M0 220L280 0"/>');
  expect(svg).toContain('<text x="280" y="238" text-anchor="middle">10,000</text>');
});

test('what did not finish is left out, and a name can not be markup', () => {
  const svg = drawGrowth([measure('a<b>', 1_000, 5_000), measure('slow', 1_000, null)]);
  expect(svg).toContain('>a&lt;b></text>');
  expect(svg.match(/>slow</g)).toHaveLength(3);
});

test('names that would cover one another stand apart', () => {
  const svg = drawGrowth([measure('one', 1_000, 5_000), measure('two', 1_000, 5_001)]);
  const [, one] = />\s*<text class="name" x="[\d.]+" y="([\d.]+)">one</.exec(svg) ?? [];
  const [, two] = />\s*<text class="name" x="[\d.]+" y="([\d.]+)">two</.exec(svg) ?? [];
  expect(Math.abs(Number(one) - Number(two))).toBeGreaterThanOrEqual(14);
});
