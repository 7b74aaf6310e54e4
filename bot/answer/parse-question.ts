import type { Index } from '../../indexer/open-index.ts';
import { fold, termsOf } from '../../indexer/text-pipeline.ts';
import { ABBREVIATIONS } from './abbreviations.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { FUNCTION_WORDS, kindOf, type QuestionKind } from './question-words.ts';
import { readWords, type Word } from './read-words.ts';

/** A way in which a text can speak of a concept: all of `terms` stand in it; `weight` 1 is as asked. */
export interface Form {
  readonly terms: readonly string[];
  readonly weight: number;
}

/** A word (or compound) of the question that an answer should speak of. */
export interface Concept {
  /** As typed. */
  readonly surface: string;
  /** Best first; empty when nothing in the index is like it. */
  readonly forms: readonly Form[];
  /** How often the question says it; less than once when it asks for reading, or only the question before said it. */
  readonly times: number;
  /** How much it tells, in nats: the logarithm of how rare it is among the passages. */
  readonly weight: number;
  /**
   * `number`: an answer that does not hold it is wrong; `name` (also a version, or anything written like
   * code): so is an answer from a post that never says it.
   */
  readonly sort: 'number' | 'name' | 'word';
}

export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  readonly concepts: readonly Concept[];
  /** Every term by which a concept can be found. */
  readonly terms: ReadonlySet<string>;
  /** The terms of the thing that a question "what is …" is about, its head last; empty for other questions. */
  readonly focus: readonly string[];
  /** The term that a question "how many …" counts. */
  readonly counted: string | null;
  /** What stood in double quotes, folded: it must be in the quote letter for letter. */
  readonly phrases: readonly string[];
}

/** A longer question is cut: nobody asks in a thousand characters, and work must stay bounded. */
const LONGEST_QUESTION = 1_000;
const FOCUS =
  /\bwhat(?:['’]?s| is| are| was| were) (?:an? |the |this |that |those |these )?(.+?)(?: (?:in|of|for|on|at|from|with|about|used|good|thing|and)\b|[?,.!;]|$)|\bwhat (?:do|does|did) (?:an? |the )?(.+?) (?:do|mean|stand)\b/iu;
const MOST_CONCEPTS = 64;
const LIGHT = 0.3;
const FRAMING = 0.2;
const SYNONYM = 0.85;
const EVERYDAY = 0.6;
const CORRECTION = 0.8;
/** Shorter stems have too many neighbours that mean something else (Juno, June); letters. */
const SHORTEST_CORRECTED = 5;
const SHORTEST_CORRECTED_TWICE = 8;

/** Reads a question against the words that the index knows. Never throws, whatever is typed. */
export function parseQuestion(text: string, index: Index): Question {
  const asked = text.slice(0, LONGEST_QUESTION);
  const phrases = [...asked.matchAll(/["“]([^"“”]{3,200})["”]/gu)].map((match) => foldPhrase(match[1] ?? ''));
  const words = readWords(asked, index);
  // In a phrase, words that mostly only ask may be the point: "just do it".
  const said = words.length === 0 && phrases.length > 0 ? readWords(asked, index, isEveryWord) : words;
  const concepts = uniqueConcepts(said.map((word) => toConcept(word, index))).slice(0, MOST_CONCEPTS);
  return {
    text: asked,
    kind: kindOf(fold(asked).trim()),
    concepts,
    terms: new Set(concepts.flatMap(({ forms }) => forms.flatMap(({ terms }) => terms))),
    focus: readFocus(asked),
    counted:
      termsOf(
        /\bhow many (?:of )?(?:(?:the|these|those|different|new) )*(\p{L}+)/iu.exec(asked)?.[1] ?? '',
      ).at(-1) ?? null,
    phrases,
  };
}

/** `what is a composable role in OSP?` → composable, role; `what does arp_accept do?` → its terms. */
function readFocus(asked: string): string[] {
  const [, is, does] = FOCUS.exec(asked) ?? [];
  return termsOf(is ?? does ?? '').filter((term) => !FUNCTION_WORDS.has(term));
}

function isEveryWord(): boolean {
  return true;
}

/** Case, quotes, dashes and white space made alike, to compare phrases. */
export function foldPhrase(text: string): string {
  return fold(text).replace(/[“”„]/gu, '"').replace(/[–—]/gu, '-').replace(/\s+/gu, ' ').trim();
}

function toConcept(word: Word, index: Index): Concept {
  const known = [...word.forms, ...synonymsOf(word, index), ...abbreviated(word)].filter((form) =>
    form.terms.every((term) => index.frequency(term) > 0),
  );
  const related = relatedTo(word, index);
  const own = known.length > 0 ? known : related.length > 0 ? related : correct(word, index);
  const rarest = (form: Form) => Math.min(...form.terms.map((term) => index.frequency(term)));
  const frequency = Math.max(0, ...own.map(rarest));
  const total = Math.max(1, index.passageCount);
  const information = Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
  return {
    surface: word.surface,
    forms: own === known ? [...known, ...related] : own,
    times: word.framing ? FRAMING : 1,
    weight: information * (word.light ? LIGHT : 1),
    sort: sortOf(word, index),
  };
}

/** What people also say for the word, names and numbers aside. */
function relatedTo({ forms, light, capital }: Word, index: Index): Form[] {
  if (light || capital) return [];
  return (EVERYDAY_WORDS.get(forms[0]?.terms[0] ?? '') ?? [])
    .filter((term) => index.frequency(term) > 0)
    .map((term) => ({ terms: [term], weight: EVERYDAY }));
}

function sortOf({ surface, capital, forms }: Word, index: Index): Concept['sort'] {
  if (/^\p{N}+$/u.test(surface)) return 'number';
  if (capital || /[\p{N}_/]|\p{L}[-.]\p{L}/u.test(surface)) return 'name';
  return forms.some(({ terms }) => terms.length === 1 && index.isName(terms[0] ?? '')) ? 'name' : 'word';
}

/** The word with its short forms written out: `img` → `image`, `win2016` → `windows` and `2016`. */
function abbreviated({ surface, forms }: Word): Form[] {
  const long = ABBREVIATIONS.get(fold(surface));
  const whole = long === undefined ? [] : [{ terms: termsOf(long), weight: SYNONYM }];
  const inParts = forms
    .filter(({ terms }) => terms.length > 1 && terms.some((term) => ABBREVIATIONS.has(term)))
    .map(({ terms }) => ({
      terms: terms.flatMap((term) => termsOf(ABBREVIATIONS.get(term) ?? term)),
      weight: SYNONYM,
    }));
  return [...whole, ...inParts];
}

function synonymsOf({ surface, forms }: Word, index: Index): Form[] {
  const single = forms.filter(({ terms }) => terms.length === 1).map(({ terms }) => terms[0] ?? '');
  const wordings = new Set([termsOf(surface).join(' '), ...single]);
  return [...wordings].flatMap((wording) =>
    index.synonymsOf(wording).map((terms) => ({ terms, weight: SYNONYM })),
  );
}

/** Known words that a word nobody wrote may be a slip of; digits are never guessed at. */
function correct(word: Word, index: Index): Form[] {
  const term = word.forms[0]?.terms[0] ?? '';
  if (!/^\p{L}+$/u.test(term) || term.length < SHORTEST_CORRECTED) return [];
  // People slip inside a word far more often than at its first letter.
  let near = index.similarTerms(term, 1);
  if (near.length === 0 && term.length >= SHORTEST_CORRECTED_TWICE) near = index.similarTerms(term, 2);
  return near
    .map((other) => ({ other, frequency: index.frequency(other) }))
    .sort((a, b) => b.frequency - a.frequency || (a.other < b.other ? -1 : 1))
    .slice(0, 2)
    .map(({ other }) => ({ terms: [other], weight: CORRECTION }));
}

/** A word said twice is one concept. */
function uniqueConcepts(concepts: readonly Concept[]): Concept[] {
  const unique = new Map<string, Concept>();
  for (const concept of concepts) {
    const key = concept.forms[0]?.terms.join(' ') ?? `?${fold(concept.surface)}`;
    const known = unique.get(key);
    unique.set(key, known ? { ...known, times: known.times + 1 } : concept);
  }
  return [...unique.values()];
}
