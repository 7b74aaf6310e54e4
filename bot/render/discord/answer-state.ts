import { gatherState, roomFor, spreadState } from './spread-state.ts';
import { cleanText } from './escape-markdown.ts';

/** What the buttons of an answer know of it. */
export interface AnswerState {
  /** The id of who asked. */
  readonly asker: string;
  /** Excerpts before those shown. */
  readonly skip: number;
  readonly question: string;
  /** The question before, when this one may lean on it. */
  readonly earlier: string | null;
}

export const ANSWER_KIND = 'A';
/** The letters of the actions. */
export const ANSWER_ACTIONS = {
  more: 'm',
  share: 's',
  dismiss: 'd',
  helped: 'h',
  wrong: 'w',
  open: 'o',
  tell: 't',
} as const;
export type AnswerAction = keyof typeof ANSWER_ACTIONS;

/** A longer question is cut, so that the buttons of its answer hold it. */
const LONGEST_QUESTION = 240;
const BETWEEN = '|';

/** A question as it is asked and kept: one line, without what can't be seen, its end cut at a word. */
export function cleanQuestion(text: string): string {
  const line = cleanText(text).replaceAll(BETWEEN, ' ').replace(/\s+/gu, ' ').trim();
  if (line.length <= LONGEST_QUESTION) return line;
  // Who tells a long story asks at its end.
  const asked =
    line
      .match(/[^.!?]+\?/g)
      ?.at(-1)
      ?.trim() ?? line;
  return cutWords(asked.length <= LONGEST_QUESTION ? asked : line, LONGEST_QUESTION);
}

/** The custom ids of the buttons of an answer, in their order. What doesn't fit goes: first `earlier`. */
export function writeAnswerState(state: AnswerState, actions: readonly AnswerAction[]): string[] {
  const head = `${state.skip}.${BigInt(state.asker).toString(36)}.`;
  const room = roomFor(actions.length) - head.length - actions.length;
  const earlier = state.earlier === null ? '' : `${BETWEEN}${state.earlier}`;
  const fits = state.question.length + earlier.length <= room;
  const text = fits ? state.question + earlier : cutWords(state.question, room);
  return spreadState(
    ANSWER_KIND,
    actions.map((action) => ANSWER_ACTIONS[action]),
    head + text,
  );
}

/** Reads the state from the custom ids of a message's buttons; `null` when it is no answer of ours. */
export function readAnswerState(customIds: readonly string[]): AnswerState | null {
  const match = /^(\d{1,2})\.([0-9a-z]{1,13})\.([^|]+)(?:\|(.+))?$/su.exec(
    gatherState(ANSWER_KIND, customIds) ?? '',
  );
  const [, skip, asker = '', question, earlier] = match ?? [];
  if (question === undefined) return null;
  return { skip: Number(skip), asker: readId(asker), question, earlier: earlier ?? null };
}

/** Snowflakes have more digits than a number holds. */
function readId(text: string): string {
  return String([...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n));
}

function cutWords(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest);
  const space = room.lastIndexOf(' ');
  return space > longest / 2 ? room.slice(0, space) : room.replace(/\p{Cs}$/u, '');
}
