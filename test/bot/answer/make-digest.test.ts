import { expect, test } from 'vitest';
import { makeDigest } from '../../../bot/answer/make-digest.ts';
import { renderDigest } from '../../../bot/render/digest.ts';
import { makeEvent, makeIndex, makePost } from '../../make-index.ts';

const post = (id: string, published: string) => makePost(id, 'Text.', { title: `On ${id}`, published });
const index = makeIndex(
  [
    post('today', '2017-05-26T00:00:00Z'),
    post('yesterday', '2017-05-25T23:59:59Z'),
    post('first', '2017-05-19T00:00:00Z'),
    post('before', '2017-05-18T23:59:59Z'),
  ],
  [
    makeEvent('soon', '2017-06-01', { name: 'Steam\nDay', place: 'Leeds', status: 'cancelled' }),
    makeEvent('call', '2017-05-04', {
      name: 'Call',
      online: true,
      rrule: 'FREQ=WEEKLY',
      exdates: ['2017-06-01'],
    }),
    makeEvent('far', '2017-06-10'),
    makeEvent('undated', null),
  ],
);

test('each day stands in one digest: the seven before today; events are those of two weeks', () => {
  const digest = makeDigest(index, '2017-05-26', ['what is steam?']);
  expect(digest && renderDigest(digest)).toEqual([
    '2017-05-19 to 2017-05-25',
    '',
    'New posts',
    '- On yesterday, Ada',
    '- On first, Ada',
    '',
    'Coming events',
    '- Steam Day (cancelled), was to be 1 June 2017, Leeds',
    '- Call, 8 June 2017, online',
    '',
    'Open questions',
    '- what is steam?',
  ]);
});

test('without anything to tell there is none', () => {
  expect(makeDigest(makeIndex([post('old', '2016-01-01T00:00:00Z')]), '2017-05-26')).toBeNull();
});

test('of many, ten are told and the rest counted', () => {
  const many = makeIndex(Array.from({ length: 12 }, (_, n) => post(`p${n}`, '2017-05-20T00:00:00Z')));
  const digest = makeDigest(many, '2017-05-26');
  expect(digest?.posts).toHaveLength(10);
  expect(digest && renderDigest(digest).at(-1)).toBe('  and 2 more');
});
