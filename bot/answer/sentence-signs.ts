import { fold, stem, termsOf } from '../../indexer/text-pipeline.ts';
import type { BlockKind } from '../../indexer/types.ts';
import type { Question } from './parse-question.ts';
import { FUNCTION_WORDS, LIGHT_WORDS, type QuestionKind } from './question-words.ts';

/** A bonus for what an answer of a kind tends to hold; the first pattern that fits counts. */
interface Sign {
  readonly pattern: RegExp;
  readonly bonus: number;
}

const MONTH = 'january|february|march|april|may|june|july|august|september|october|november|december';
const NUMBER_WORD =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|dozens?|half|twice|once';

const SIGNS: Readonly<Partial<Record<QuestionKind, readonly Sign[]>>> = {
  why: [
    {
      pattern:
        /\breasons? (?:why|for|that|is|was|behind)\b.*\b(?:is|was)\b|\bcaused by\b|\bfor (?:a|this|that) reason\b|\b(?:problem|issue|trouble) (?:is|was|with)\b/i,
      bonus: 0.14,
    },
    { pattern: /\b(?:because|(?:the|a|one|main) (?:\w+ )?(?:reason|cause|problem)s?\b)/i, bonus: 0.1 },
    {
      pattern:
        /\b(?:since|due to|reasons?|caus(?:es?|ed|ing)|so that|therefore|thus|hence|as a result|in order to|leads? to|otherwise|means that|to (?:avoid|prevent|ensure|make sure)|guarantee[sd]?|unless)\b/i,
      bonus: 0.05,
    },
  ],
  when: [
    { pattern: new RegExp(`\\b(?:${MONTH}) \\d|\\b(?:19|20)\\d\\d\\b`, 'i'), bonus: 0.1 },
    { pattern: new RegExp(`\\b(?:${MONTH}|\\w+day|week|month|today|tomorrow)\\b`, 'i'), bonus: 0.05 },
  ],
  where: [{ pattern: /\b(?:in|at|from|to|under|on|into) (?:the )?(?:\p{Lu}|\/|`)/u, bonus: 0.06 }],
  who: [{ pattern: /\p{Lu}[\p{Ll}\p{M}]+ \p{Lu}[\p{Ll}\p{M}]+/u, bonus: 0.06 }],
  'how-many': [{ pattern: new RegExp(`\\p{N}|\\b(?:${NUMBER_WORD})\\b`, 'iu'), bonus: 0.08 }],
  'how-to': [
    {
      pattern:
        /(?:^|[.:;,] )(?:run|use|set|add|create|install|enable|start|edit|open|type|call|copy|change|first|then|to \p{L}+,|you)\b|\b(?:you can|you need|by \p{L}+ing|steps?|command|solution|workaround|fix(?:ed)? (?:is|was|it|this|that)|(?:i|we) (?:then )?(?:set|changed|ran|added|used|removed|installed|edited|created|enabled|wrote|put))\b/iu,
      bonus: 0.05,
    },
  ],
};
const NUMBER = new RegExp(`^[^\\p{L}]*\\p{N}|^(?:${NUMBER_WORD})$`, 'iu');
const LIGHT_STEMS = new Set([...LIGHT_WORDS].map(stem));
/** The thing that is counted, right behind its number. */
const COUNTED = 0.1;
/** A short piece of code is what to type, but explains nothing; each of its lines costs. */
const CODE_FOR_HOW = 0.28;
const CODE_LINE_COST = 0.012;
const ASKS_COMMAND = /\b(?:commands?|cli|shell|script|syntax|snippet)\b/i;
const CODE_ASKED = 0.08;
/** A line that somebody types: behind a prompt, or words of small letters that no full stop ends. */
const COMMAND_LINE = /^\s*(?:[\w@:~-]*[$#>%] \S|(?:[a-z][\w.-]*|\.{0,2}\/\S+) .*[^.:\s]\s*$)/;

const IS_A = 0.34;
const DEFINES = 0.22;
const IT_DEFINES = 0.2;
/** Each other word in the subject makes it more probably another thing. */
const OTHER_COST = 0.05;
const MOST_OTHERS = 4;

const VERB =
  /\s(?:(?:is|are|was|were)(?: also| basically| simply| essentially)? (?<noun>an?|the|one|set|part)|is|are|was|were|means|stands for|refers to|provides|allows|lets|helps|defines|describes|controls|determines|decides|tells|specifies|acts as|develops|offers|delivers|brings|enables|makes|gives|implements|manages|runs|creates|supports|builds|simplifies|lists)\s/;
/** `is not`, `is enabled`, `was merged` tell a state, no nature; `is used to` tells one. */
const NO_DEFINITION =
  /^\s(?:is|are|was|were) (?:not\b|(?!used|called|named|designed|based|meant|intended|supposed)\p{L}+ed\b)/iu;
const SUBORDINATE = /^(?:al)?though\b|^(?:when|if|while|because|since|as|until|once|unless|whether)\b/i;
/** A definition comes to its verb within so many characters … */
const LONGEST_SUBJECT = 80;
/** … and the verb follows the name, or a word or two that belong to it ("the Heat service is"). */
const NAME_BEFORE_VERB = 3;
const IT = /^(?:it|they|(?:this|that|these|the)(?: \p{L}+)?)$/iu;

/** A bonus when a text looks like an answer of the kind that is asked for; definitions are told by `defines`. */
export function answersKind(question: Question, text: string, kind: BlockKind): number {
  if (kind === 'code') {
    const lines = text.split('\n');
    if (question.kind === 'how-to') {
      const typed = lines.filter((line) => COMMAND_LINE.test(line)).length / lines.length;
      const wanted = CODE_FOR_HOW + (ASKS_COMMAND.test(question.text) ? CODE_ASKED : 0);
      return Math.max(-CODE_FOR_HOW, wanted * typed - CODE_LINE_COST * (lines.length - 1));
    }
    return question.kind === 'other' ? -CODE_LINE_COST * (lines.length - 1) : -CODE_FOR_HOW;
  }
  const sign = SIGNS[question.kind]?.find(({ pattern }) => pattern.test(text))?.bonus ?? 0;
  return sign + (question.counted === null ? 0 : weighCount(text, question.counted));
}

/** No text gets more by `answersKind`, `readsAlone` and, for a question "what is", `defines` together. */
export function findMostBonus({ kind, counted }: Question): number {
  const sign = Math.max(0, ...(SIGNS[kind] ?? []).map(({ bonus }) => bonus));
  const code = kind === 'how-to' ? CODE_FOR_HOW + CODE_ASKED : 0;
  const definition = kind === 'what-is' ? Math.max(IS_A, DEFINES, IT_DEFINES) : 0;
  return Math.max(sign, code) + definition + (counted === null ? 0 : COUNTED);
}

/**
 * A bonus when a sentence says what the question's subject is: "Heat is the orchestration service", or,
 * after a sentence that names it, "The setting controls whether".
 */
export function defines(question: Question, sentence: string, namedBefore: boolean): number {
  const text = sentence.slice(0, LONGEST_SUBJECT).replace(/[[\]“”"*]/gu, '');
  const verb = VERB.exec(text);
  if (!verb || NO_DEFINITION.test(text.slice(verb.index))) return 0;
  const head = text.slice(0, verb.index).replace(/\s*\([^)]*\)\s*$/, '');
  if (IT.test(head.trim())) return namedBefore ? IT_DEFINES : 0;
  if (SUBORDINATE.test(head)) return 0;
  const subject = termsOf(head);
  const near = subject.slice(-NAME_BEFORE_VERB);
  const [asked, needed] =
    question.focus.length > 0 ? [new Set(question.focus), question.focus.slice(-1)] : [question.terms, []];
  if (!near.some((term) => asked.has(term)) || !needed.every((term) => near.includes(term))) return 0;
  const others = subject.filter((term) => !asked.has(term) && !FUNCTION_WORDS.has(term));
  return (verb.groups?.noun ? IS_A : DEFINES) - OTHER_COST * Math.min(MOST_OTHERS, others.length);
}

/** Does a number stand before the counted word, with at most two words between them? Is it there at all? */
function weighCount(text: string, counted: string): number {
  const words = text.split(/\s+/u);
  const isCounted = words.some(
    (word, at) => NUMBER.test(word) && termsOf(words.slice(at, at + 4).join(' ')).includes(counted),
  );
  if (isCounted) return COUNTED;
  // People are also called users, respondents, attendees.
  return LIGHT_STEMS.has(counted) || fold(text).includes(counted.slice(0, -1)) ? 0 : -COUNTED;
}

const DANGLING =
  /^(?:this|that|these|those|it|its|he|she|they|their|his|her|such|there|here|so|but|and|or|also|however|then|both|either|instead|otherwise|besides|moreover|additionally|meanwhile)\b/;

/** What blogs add to every post in their feeds. */
const BOILERPLATE =
  /\b(?:appeared first on|first appeared on|continue reading|read more|click here|cover photo|originally published)\b/i;

/** A malus for a quote that leans on what came before, asks itself, or hardly says a thing. */
export function readsAlone(text: string, kind: BlockKind): number {
  if (kind === 'code') return 0;
  let malus = 0;
  if (leansBack(text, kind)) malus -= 0.05;
  if (asks(text)) malus -= 0.12;
  if (text.endsWith(':')) malus -= 0.05;
  if (text.split(' ', 5).length < 5) malus -= 0.1;
  return malus;
}

/**
 * Does a sentence lean on the one before it, so that the two should be quoted together? So does an item of
 * a list that begins small: it goes on with the sentence that introduces the list.
 */
export function leansBack(text: string, kind: BlockKind): boolean {
  if (kind === 'item' && /^\p{Ll}/u.test(text)) return true;
  return DANGLING.test(fold(text.slice(0, 40)).replace(/^[^a-z]+/, ''));
}

/** Is it, or does it hold, what a blog adds to every post? Nobody asks for that. */
export function isBoilerplate(text: string): boolean {
  return BOILERPLATE.test(text);
}

/** Is it a question? */
export function asks(text: string): boolean {
  return /\?["”’)]*$/u.test(text);
}
