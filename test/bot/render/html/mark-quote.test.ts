import { expect, test } from 'vitest';
import { markQuote } from '../../../../bot/render/html/mark-quote.ts';

const mark = (markup: string, start: string, end?: string) => markQuote(markup, { start, end });

test('the words are wrapped', () => {
  expect(mark('<p>One two three.</p>', 'two')).toBe('<p>One <mark id="_quoted">two</mark> three.</p>');
});

test('elements inside the words stay nested; only the first mark has the id', () => {
  expect(mark('<p>One <em>two</em> three four.</p>', 'two three')).toBe(
    '<p>One <em><mark id="_quoted">two</mark></em><mark> three</mark> four.</p>',
  );
});

test('line breaks and blocks count as one blank', () => {
  expect(mark('<p>One\ntwo</p>\n<p>three</p>', 'two three')).toBe(
    '<p>One\n<mark id="_quoted">two</mark></p>\n<p><mark>three</mark></p>',
  );
});

test('a long quote is found by its two ends', () => {
  expect(mark('<p>a b c d e</p>', 'b', 'd')).toBe('<p>a <mark id="_quoted">b c d</mark> e</p>');
});

test('entities are characters, and stay whole', () => {
  expect(mark('<p>x &lt;a&gt; y</p>', 'x <a>')).toBe('<p><mark id="_quoted">x &lt;a&gt;</mark> y</p>');
});

test.each(['nowhere', '', '   '])('markup without the words %j stays as it is', (start) => {
  expect(mark('<p>One two.</p>', start)).toBe('<p>One two.</p>');
});

test('an end that is not there leaves the start marked', () => {
  expect(mark('<p>a b c</p>', 'b', 'nowhere')).toBe('<p>a <mark id="_quoted">b</mark> c</p>');
});
