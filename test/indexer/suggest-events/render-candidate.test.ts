import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseEvent } from '../../../indexer/parse-event.ts';
import { suggestEvents } from '../../../indexer/suggest-events/suggest-events.ts';
import { writeCandidates } from '../../../indexer/suggest-events/write-candidates.ts';
import { makeIndex, makePost } from '../../make-index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-candidates-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const index = makeIndex([
  makePost('news', 'The Engine Summit Sydney, May 30-31, is near. # no heading', {
    title: 'News: *all*',
    published: '2019-05-15T10:00:00Z',
    bodyLine: 7,
  }),
]);
const write = () => writeCandidates(suggestEvents(index), folder, index);
const NAME = '2019-05-30-engine-summit-sydney.md';

test('a candidate is a tentative event file with its evidence, and reads without a fault', async () => {
  expect(await write()).toEqual([[NAME, 'written']]);
  const text = readFileSync(join(folder, NAME), 'utf8');
  expect(text.replace(/imported:[\s\S]*?---\n/, '---\n')).toBe(
    [
      '---',
      'name: Engine Summit Sydney',
      'start: 2019-05-30',
      'end: 2019-05-31',
      'timezone: Australia/Sydney',
      'place: Sydney',
      'kind: conference',
      'sources:',
      '  - news',
      'status: tentative',
      '---',
      '',
      'The day is given as “May 30-31”; a year that is not written there is the nearest to the post.',
      '',
      '> The Engine Summit Sydney, May 30-31, is near.',
      '',
      'News: \\*all\\*, 2019-05-15, posts/news.md:7',
      '',
    ].join('\n'),
  );
  expect(parseEvent(`events/${NAME}`, text)).toMatchObject({ event: { status: 'tentative' }, faults: [] });
});

test('a second run changes nothing, and keeps what a person wrote', async () => {
  await write();
  expect(await write()).toEqual([[NAME, 'unchanged']]);
  writeFileSync(join(folder, NAME), 'mine');
  expect(await write()).toEqual([[NAME, 'kept']]);
  expect(readFileSync(join(folder, NAME), 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual([NAME]);
});
