import { expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { siteOpener } from '../../../../bot/surfaces/web/open-site.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import { makeOptions } from './make-app.ts';

test('the site is made once a day, and anew when the content has changed', () => {
  let today = '2017-06-01';
  let engine = createEngine(makeIndex([makePost('a', 'Text.')]));
  const open = siteOpener(makeOptions({ today: () => today, engine: () => engine }), []);
  const first = open();
  expect(open()).toBe(first);
  today = '2017-06-02';
  const second = open();
  expect(second).not.toBe(first);
  engine = createEngine(makeIndex([makePost('a', 'Text.'), makePost('b', 'Text.')]));
  expect([second.files.has('/posts/b'), open().files.has('/posts/b')]).toEqual([false, true]);
});
