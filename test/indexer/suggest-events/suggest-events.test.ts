import { describe, expect, test } from 'vitest';
import type { SuggestedEvent } from '../../../indexer/suggest-events/group-sightings.ts';
import { suggestEvents } from '../../../indexer/suggest-events/suggest-events.ts';
import { makeEvent, makeIndex, makePost } from '../../make-index.ts';

const published = '2019-05-15T10:00:00Z';
const tell = ({ name, start, end, place }: SuggestedEvent) =>
  [name, start ?? 'no day', ...(end === null ? [] : [end]), place ?? 'nowhere'].join(' | ');
const suggest = (...texts: string[]) =>
  suggestEvents(makeIndex(texts.map((text, number) => makePost(`post-${number}`, text, { published })))).map(
    tell,
  );

describe('suggestEvents', () => {
  test.each([
    [
      'The Linux Plumbers Conference will be held in Lisbon, Portugal, from September 9 to 11, 2019.',
      'Linux Plumbers Conference | 2019-09-09 | 2019-09-11 | Lisbon, Portugal',
    ],
    [
      'Join us at PyData Berlin 2019, July 5-7, at the old brewery.',
      'PyData Berlin | 2019-07-05 | 2019-07-07 | Berlin',
    ],
    [
      'The edge people go on at an event called EdgeDays set for June 3-4 in Lisbon.',
      'EdgeDays | 2019-06-03 | 2019-06-04 | Lisbon',
    ],
    ['The Engine Summit Sydney is on May 30-31.', 'Engine Summit Sydney | 2019-05-30 | 2019-05-31 | Sydney'],
    ['Last week at the Engine Summit in Berlin we met.', 'Engine Summit Berlin | no day | Berlin'],
    ['The 2019 Perl Conference in Paris starts June 16.', 'Perl Conference 2019 | 2019-06-16 | Paris'],
    ['I am back from FOSDEM.', 'FOSDEM | no day | nowhere'],
    ['We all went to the EngineCity party at Hyde Park.', 'EngineCity party | no day | Hyde Park'],
    [
      'The Steam Foundation board meeting took place on April 2.',
      'Steam Foundation board meeting | 2019-04-02 | nowhere',
    ],
    ['Acme organizes test days before each release.', 'Acme test days | no day | nowhere'],
    ['Join the Acme weekly meeting in #acme.', 'Acme weekly meeting | no day | nowhere'],
  ])('%s → %s', (text, event) => {
    expect(suggest(text)).toEqual([event]);
  });

  test.each([
    ['The latter establishes a SSH session to the address on May 3.'],
    ['A summit was held. The Summit was fun, and the Forum too.'],
    ['Version 3.2 was released on May 14, 2019, at the meeting.'],
    ['There was no TC meeting on Tuesday.'],
    ['16 OpenStack Days are planned in Europe and Asia.'],
    ['The Design Summit is over.'],
    ['```\nEngine Summit Sydney, May 30\n```\n'],
  ])('none in: %s', (text) => {
    expect(suggest(text)).toEqual([]);
  });

  test('no day is taken that belongs to something else', () => {
    expect(suggest('Registration for the Engine Summit Berlin closes on June 1.')).toEqual([
      'Engine Summit Berlin | no day | Berlin',
    ]);
    expect(
      suggest('Acme announced on May 24, 2019, in Berlin, where the 2019 Steam Conference was held.'),
    ).toEqual(['Steam Conference 2019 | no day | Berlin']);
    expect(suggest('Anna: The Steam Conference Berlin starts tomorrow.')).toEqual([
      'Steam Conference Berlin | no day | Berlin',
    ]);
  });

  test('the day and place of a meeting that is held at a larger event are its own', () => {
    expect(
      suggest(
        'Notes of the Acme Foundation board meeting, held before lunch at the Summit in Berlin, on May 7.',
      ),
    ).toEqual(['Acme Foundation board meeting | 2019-05-07 | Berlin', 'Summit Berlin | no day | Berlin']);
  });

  test('names of one event are put together over posts, with every sentence; two years are two events', () => {
    const index = makeIndex([
      makePost('a', 'The Engine Summit Berlin was great.', { published }),
      makePost('b', 'At the recent Berlin Summit we talked.', { published }),
      makePost('c', 'See you at the Engine Summit Berlin 2021, June 1, 2021.', { published }),
      makePost('d', 'The Engine Summit in Berlin, held on May 7, 2019, was loud.', { published }),
    ]);
    const found = suggestEvents(index);
    expect(found.map(tell)).toEqual([
      'Engine Summit Berlin | 2019-05-07 | Berlin',
      'Engine Summit Berlin | 2021-06-01 | Berlin',
    ]);
    expect(found[0]?.sightings.map(({ evidence }) => evidence.post)).toEqual(['d', 'a', 'b']);
  });

  test('a short form that posts explain is the same name', () => {
    expect(
      suggest(
        'The Project Team Gathering (PTG) moves on.',
        'At the Acme PTG in Atlanta we met. I see you in Denver for the PTG.',
      ),
    ).toEqual(['Acme PTG Atlanta | no day | Atlanta', 'PTG Denver | no day | Denver']);
  });

  test('what is on file is not suggested again, another year is', () => {
    const posts = [makePost('a', 'The Engine Summit Berlin is on June 1, 2019.', { published })];
    const onFile = (start: string | null) =>
      suggestEvents(
        makeIndex(posts, [makeEvent('e', start, { name: 'Engine Summit', place: 'Berlin, Germany' })]),
      );
    expect(onFile('2019-06-01')).toEqual([]);
    expect(onFile(null)).toEqual([]);
    expect(onFile('2018-06-01')).toHaveLength(1);
  });

  test('an endless line of capitals costs no time', () => {
    const start = performance.now();
    expect(suggest(`${'Engine Steam '.repeat(20_000)}.`)).toEqual([]);
    suggest(`${'Engine (Steam) '.repeat(95)}Summit`);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
