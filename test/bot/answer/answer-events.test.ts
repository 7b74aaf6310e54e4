import { expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { quoteEvents } from '../../../bot/answer/quote-events.ts';
import type { Index } from '../../../indexer/open-index.ts';
import { makeEvent, makeIndex, makePost } from '../../make-index.ts';

const posts = [
  makePost(
    'recap',
    'The Engine Summit London drew 500 people. See you at the Engine Summit Paris, September 7-8, 2017!',
  ),
  makePost('old', 'At the Engine Summit Paris, in 2011, nobody came. Talks of the summit were short.'),
  makePost('gathering', 'We spoke at the gathering in Atlanta about engines.'),
  makePost('day', 'Do not miss the drinks in Leeds! The main panel starts at 5pm.'),
];
const events = [
  makeEvent('paris', '2017-09-07', {
    name: 'Engine Summit Paris',
    end: '2017-09-08',
    place: 'Paris, France',
  }),
  makeEvent('denver', null, { name: 'Gathering Denver', place: 'Denver, USA' }),
  makeEvent('leeds', '2017-06-01', { name: 'Steam Day', place: 'Leeds, England', sources: ['day'] }),
];
const ask = createAnswerer(makeIndex(posts, events));
const answer = (question: string) => {
  const given = ask(question, '2017-05-26');
  return { events: given.events.map(({ id }) => id), quotes: given.excerpts.map(({ quote }) => quote) };
};

test('an event is answered with the sentence that gives its day, not one on another year', () => {
  expect(answer('when is the next engine summit?')).toEqual({
    events: ['paris'],
    quotes: ['See you at the Engine Summit Paris, September 7-8, 2017!'],
  });
});

test('an event without a date is given without one, and without a quote on another place', () => {
  expect(answer('when is the next gathering?')).toEqual({ events: ['denver'], quotes: [] });
});

test('a question on a part of an event brings the event, when the quote is from a post on it', () => {
  expect(answer('at what time does the main panel start in Leeds?')).toEqual({
    events: ['leeds'],
    quotes: ['Do not miss the drinks in Leeds! The main panel starts at 5pm.'],
  });
});

test('when the calendar has none in these days, words on other things are no answer', () => {
  expect(answer('events in 2011')).toEqual({ events: [], quotes: [] });
});

test('an event that is not on file is answered with the sentence that gives its day', () => {
  const index = makeIndex([
    makePost('a', 'The Steam Fair Leeds has many engines, and the Steam Fair Leeds has cake.'),
    makePost('b', 'Last year was good. The Steam Fair Leeds is on July 3.'),
  ]);
  expect(createAnswerer(index)('when is the Steam Fair Leeds?', '2017-05-26').excerpts[0]?.quote).toContain(
    'The Steam Fair Leeds is on July 3.',
  );
});

test('the quote is cited with its post and line', () => {
  const [excerpt] = ask('when is the engine summit in Paris?', '2017-05-26').excerpts;
  expect([excerpt?.post.id, excerpt?.lines]).toEqual(['recap', [1, 1]]);
});

test('no list of all posts is read: there may be a hundred thousand', () => {
  const index = makeIndex(posts, events);
  const unlisted: Index = Object.create(index, {
    posts: {
      get() {
        throw new Error('all posts were read');
      },
    },
  });
  const [first] = createAnswerer(unlisted)('when is the next engine summit?', '2017-05-26').excerpts;
  expect(first?.quote).toBe('See you at the Engine Summit Paris, September 7-8, 2017!');
});

test('the text of a passage is read only where a sentence names the event', () => {
  const event = makeEvent('summit', '2017-09-07', { name: 'Grand Autumn Engine Summit' });
  const index = makeIndex(
    [
      makePost('on-it', 'See you at the Grand Autumn Engine Summit, September 7!'),
      makePost('of-engines', 'An engine is a machine.'),
      makePost('of-more', 'An engine has an engine room.'),
    ],
    [event],
  );
  const read = new Set<string>();
  const passages = index.passages.map((passage) =>
    Object.create(passage, {
      text: {
        get() {
          read.add(passage.post);
          return passage.text;
        },
      },
      post: { value: passage.post },
      sentences: { value: passage.sentences },
      heading: { value: passage.heading },
    }),
  );
  const watched: Index = Object.create(index, { passages: { value: passages } });
  const quotes = quoteEvents([event], new Set(), watched).map(({ quote }) => quote);
  expect(quotes).toEqual(['See you at the Grand Autumn Engine Summit, September 7!']);
  expect([...read]).toEqual(['on-it']);
});
