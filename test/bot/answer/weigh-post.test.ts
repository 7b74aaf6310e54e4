import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPostWeigher } from '../../../bot/answer/weigh-post.ts';
import { makeIndex, makePost, numberOf } from '../../make-index.ts';

const index = makeIndex([
  makePost('lamp', 'The lamp is dim. Clean the lamp.'),
  makePost('other', 'A boat sails by. It carries the lamp.'),
]);
const posts = ['lamp', 'other'].map((id) => numberOf(index, id));
const termNumber = (term: string) => index.termNumber(term) as number;

test('a word weighs more the more often it stands in a post, and most in its title', () => {
  const weights = [...createPostWeigher(index)(posts).weighTerms([termNumber('lamp'), termNumber('boat')])];
  // In the title and twice in the text, not at all; once in the text, once in the text.
  expect(weights.map((weight) => Math.round(weight * 100) / 100)).toEqual([2.59, 0, 1, 1]);
});

test('the weights of some terms are those that the whole post has, in any order of asking', () => {
  const weigh = createPostWeigher(index);
  const all = Array.from({ length: index.vocabularySize }, (_, term) => term);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(posts),
      fc.shuffledSubarray(all),
      fc.boolean(),
      (chosen, terms, before) => {
        const weigher = weigh(chosen);
        const wholes = () => chosen.map((_, place) => weigher.weighAll(place));
        const first = before ? wholes() : null;
        const table = [...weigher.weighTerms(terms)];
        const expected = (first ?? wholes()).flatMap(({ numbers, weights }) =>
          terms.map((term) => weights[numbers.indexOf(term)] ?? 0),
        );
        expect(table).toEqual(expected);
      },
    ),
  );
});
