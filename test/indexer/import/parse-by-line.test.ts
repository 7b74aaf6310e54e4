import { describe, expect, it } from 'vitest';
import { isDay, parseByLine } from '../../../indexer/import/parse-by-line.ts';

describe('a by-line', () => {
  it.each([
    ['by Ada at May 25, 2017 07:46 PM', 'Ada', '2017-05-25T19:46:00Z'],
    ['by Ada, of the lamps at May 5, 2017 12:00 AM', 'Ada, of the lamps', '2017-05-05T00:00:00Z'],
    ['by Ada and Grace at May 5, 2017 12:30 PM', 'Ada and Grace', '2017-05-05T12:30:00Z'],
    // The last " at " counts.
    ['by Ada at Home at December 31, 2016 11:59 PM', 'Ada at Home', '2016-12-31T23:59:00Z'],
    // A date that does not exist is told, not guessed at.
    ['by Ada at February 30, 2017 01:00 PM', 'Ada', null],
    ['by Ada at May 1, 2017 13:00 PM', 'Ada', null],
  ])('%j', (line, author, published) => {
    expect(parseByLine(line)).toMatchObject({ author, published });
  });

  it.each([
    'by the way, this is prose',
    'Why lamps blink by Ada',
    'by Ada at noon',
    'written by Ada at May 25, 2017 07:46 PM',
    `by ${'a'.repeat(500)} at May 25, 2017 07:46 PM`,
  ])('is not %j', (line) => {
    expect(parseByLine(line)).toBeNull();
  });
});

describe('a day heading', () => {
  it.each([
    ['May 25, 2017', true],
    ['Thursday, May 25, 2017', true],
    ['On May 25, 2017', false],
    ['May 25', false],
    ['Lamp 25, 2017', false],
  ])('%j: %s', (line, is) => {
    expect(isDay(line)).toBe(is);
  });
});
