import { fold, termsOf } from '../../indexer/text-pipeline.ts';
import type { BlockKind } from '../../indexer/types.ts';
import { termsOfQuestion } from './match-passage.ts';
import type { Question } from './parse-question.ts';
import type { QuestionKind } from './question-words.ts';

/** What a sentence that answers a question of a kind tends to hold. */
const SIGNS: Readonly<Partial<Record<QuestionKind, RegExp>>> = {
  why: /\b(?:because|since|due to|reasons?|caus(?:es?|ed|ing)|so that|therefore|thus|hence|as a result|in order to|leads? to|that(?:'|’)?s why|otherwise)\b/i,
  when: /\b(?:january|february|march|april|may \d|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|(?:19|20)\d\d|week|month|today|tomorrow)\b/i,
  where: /\b(?:in|at|from|to|under|on) (?:the )?(?:\p{Lu}|\/|`)/u,
  who: /\p{Lu}[\p{Ll}\p{M}]+ \p{Lu}[\p{Ll}\p{M}]+/u,
  'how-many':
    /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundreds?|thousands?|million|dozens?|half|twice|once|several)\b/iu,
  how: /(?:^|[.:;] )(?:run|use|set|add|create|install|enable|start|edit|open|type|call|copy|change|first|then|to \w+,|you)\b|\b(?:you can|you need|by (?:\w+ly )?\w+ing|steps?|command)\b/i,
};
const SIGN = 0.06;
const CODE_FOR_HOW = 0.1;
const DEFINITION = 0.16;

/** What is said of a thing right after its name when a sentence defines it. */
const DEFINES =
  /\s(?:is|are|was|were|means|stands for|refers to|provides|allows|lets|defines|describes|controls|determines|tells|specifies|acts as)\s/;
/** A definition comes to its verb within so many characters. */
const LONGEST_SUBJECT = 80;
/** The verb follows the name, or a word or two that belong to it ("the Heat service is"). */
const NAME_BEFORE_VERB = 3;

/** A bonus when the sentence looks like an answer of the kind that is asked for. */
export function answersKind(question: Question, text: string, kind: BlockKind): number {
  if (question.kind === 'what-is') return isDefinition(question, text) ? DEFINITION : 0;
  if (question.kind === 'how' && kind === 'code') return CODE_FOR_HOW;
  return SIGNS[question.kind]?.test(text) ? SIGN : 0;
}

function isDefinition(question: Question, text: string): boolean {
  const verb = DEFINES.exec(text.slice(0, LONGEST_SUBJECT));
  if (!verb) return false;
  const names = termsOfQuestion(question);
  const subject = termsOf(text.slice(0, verb.index).replace(/\s*\([^)]*\)\s*$/, ''));
  return subject.slice(-NAME_BEFORE_VERB).some((term) => names.has(term));
}

const DANGLING =
  /^(?:this|that|these|those|it|its|he|she|they|their|his|her|such|there|here|so|but|and|or|also|however|then|both|either|instead|otherwise|besides|moreover|additionally|meanwhile)\b/;

/** A malus for a quote that leans on what came before, asks itself, or hardly says a thing. */
export function readsAlone(text: string, kind: BlockKind): number {
  if (kind === 'code') return 0;
  let malus = 0;
  const start = fold(text.slice(0, 40)).replace(/^[^a-z]+/, '');
  if (DANGLING.test(start)) malus -= 0.05;
  if (asks(text)) malus -= 0.12;
  if (text.endsWith(':')) malus -= 0.05;
  if (text.split(' ', 5).length < 5) malus -= 0.1;
  return malus;
}

/** Is it a question? */
export function asks(text: string): boolean {
  return /\?["”’)]*$/u.test(text);
}

/** Does a sentence lean on the one before it, so that the two should be quoted together? */
export function leansBack(text: string): boolean {
  return DANGLING.test(fold(text.slice(0, 40)).replace(/^[^a-z]+/, ''));
}
