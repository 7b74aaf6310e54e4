import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerState,
  cleanQuestion,
  readAnswerState,
  writeAnswerState,
} from '../../../../bot/render/discord/answer-state.ts';

const state: AnswerState = {
  asker: '400000000000000001',
  skip: 3,
  question: 'why is ARP ignored?',
  earlier: null,
};
const actions = ['more', 'dismiss', 'helped', 'wrong'] as const;

describe('the state of an answer', () => {
  test('stands in the custom ids of its buttons, one after the other', () => {
    const question = 'a word '.repeat(20).trim();
    const ids = writeAnswerState({ ...state, question, earlier: 'what is ARP?' }, actions);
    expect(ids).toEqual([
      `Am3.31ek5z761tz5.${'a word '.repeat(11)}a wor·`,
      `Add ${'a word '.repeat(8).trim()}|what is ARP?·`,
      'Ah·',
      'Aw·',
    ]);
    expect(readAnswerState(ids)).toEqual({ ...state, question, earlier: 'what is ARP?' });
  });

  test('comes back whole for any clean question, in ids of at most 100 characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.bigInt(0n, 2n ** 64n - 1n),
        (text, id) => {
          const question = cleanQuestion(text);
          fc.pre(question !== '');
          const wanted = { ...state, question, asker: String(id) };
          const ids = writeAnswerState(wanted, ['dismiss', 'helped', 'wrong']);
          expect(ids.every((one) => one.length <= 100)).toBe(true);
          expect(readAnswerState(ids)).toEqual(wanted);
        },
      ),
    );
  });

  test('lets the earlier question go, then words at the end, when there are few buttons', () => {
    const question = 'many words '.repeat(20).trim();
    const ids = writeAnswerState({ ...state, question, earlier: 'what?' }, ['dismiss']);
    expect(readAnswerState(ids)?.question).toBe(
      'many words many words many words many words many words many words many words',
    );
    expect(readAnswerState(ids)?.earlier).toBeNull();
  });

  test.each([[[]], [['Am·']], [['Ax']], [['Am1.zz·']], [['other']]])('of %j is none', (ids: string[]) => {
    expect(readAnswerState(ids)).toBeNull();
  });
});

describe('cleanQuestion', () => {
  test('makes one line of what was typed', () => {
    expect(cleanQuestion(' why\n\tis | ARP\u202e ignored? ')).toBe('why is ARP ignored?');
  });

  test('of a long story keeps what is asked at its end', () => {
    expect(cleanQuestion(`${'I tried. '.repeat(50)}Why is ARP ignored? Thanks!`)).toBe('Why is ARP ignored?');
  });

  test('else cuts at a word', () => {
    expect(cleanQuestion('word '.repeat(100))).toBe('word '.repeat(48).trim());
  });
});
