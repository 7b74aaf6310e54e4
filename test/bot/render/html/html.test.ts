import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, html, trusted } from '../../../../bot/render/html/html.ts';

test('what is put into a template is escaped, for text and for attributes', () => {
  expect(html`<a title="${`"'><script>&`}">${'<b>'}</a>`.markup).toBe(
    '<a title="&quot;&#39;&gt;&lt;script&gt;&amp;">&lt;b&gt;</a>',
  );
});

test('markup stays markup, lists are joined, nothing is shown for null, undefined and false', () => {
  const items = [1, 2].map((n) => html`<li>${n}</li>`);
  expect(html`<ul>${items}${null}${undefined}${false}${trusted('<hr>')}</ul>`.markup).toBe(
    '<ul><li>1</li><li>2</li><hr></ul>',
  );
});

test('controls, marks that turn text around, and halves of characters go; line breaks and emoji stay', () => {
  expect(escapeHtml('a\u0000\u001b[31mb\u202ec\u2066d\ud800e\ufffff\n\t😀')).toBe('a[31mbcdef\n\t😀');
});

test('no text can end its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(['<', '>', '"', "'", '\0'].filter((c) => escapeHtml(text).includes(c))).toEqual([]);
    }),
  );
});
