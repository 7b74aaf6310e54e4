import { termsOf } from '../../indexer/text-pipeline.ts';
import { pointsBack } from '../answer/keep-topic.ts';
import { FUNCTION_WORDS } from '../answer/question-words.ts';

/** A question of fewer telling words can't stand alone. */
const STANDS_ALONE = 2;

/** Does a question mean little without the one before it? As the engine has it, without an index. */
export function needsEarlier(question: string): boolean {
  return pointsBack(question) || tellingTerms(question).length < STANDS_ALONE;
}

/** The terms of a text that say what it is about. */
export function tellingTerms(text: string): string[] {
  return termsOf(text).filter((term) => !FUNCTION_WORDS.has(term));
}
