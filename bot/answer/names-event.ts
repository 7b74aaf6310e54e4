import type { EventInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import { FUNCTION_WORDS } from './question-words.ts';

/** A text names an event when it holds this share of the weight of its name. */
export const LEAST_NAMED = 0.55;

/**
 * Makes the measure of how far a text names an event, 0 to 1: the share of its name's words, by their weight.
 * Rare words tell more, and those that no post has most of all: a text on the gathering in Atlanta does not
 * name the one in Denver. What stands in parentheses is an explanation, no name.
 */
export function measureNaming(
  event: Pick<EventInfo, 'name'>,
  index: Index,
): (terms: ReadonlySet<string>) => number {
  const plain = event.name.replace(/\([^)]*\)/g, ' ');
  const name = [...new Set(termsOf(/\p{L}/u.test(plain) ? plain : event.name))].filter(
    (term) => !FUNCTION_WORDS.has(term),
  );
  const weights = name.map((term) => Math.log(1 + index.passageCount / (index.frequency(term) || 0.5)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return (terms) =>
    whole === 0
      ? 0
      : weights.reduce((sum, weight, at) => (terms.has(name[at] as string) ? sum + weight : sum), 0) / whole;
}

/** Does a text give years, and none of them the event's? */
export function speaksOfAnotherYear(
  text: string,
  { name, start }: Pick<EventInfo, 'name' | 'start'>,
): boolean {
  const year = start?.slice(0, 4) ?? /\b(?:19|20)\d\d\b/.exec(name)?.[0];
  const years: string[] = text.match(/\b(?:19|20)\d\d\b/g) ?? [];
  return year !== undefined && years.length > 0 && !years.includes(year);
}
