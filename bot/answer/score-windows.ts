import type { Passage } from '../../indexer/types.ts';
import type { PassageMatch } from './match-passage.ts';
import type { Concept, Question } from './parse-question.ts';
import { foldPhrase } from './parse-question.ts';
import { answersKind, asks, defines, findMostBonus, isBoilerplate, readsAlone } from './sentence-signs.ts';

/** Neighbouring sentences of one block of a passage, and how well they answer. */
export interface Window {
  /** First and last sentence, inclusive, as numbers in the passage. */
  readonly first: number;
  readonly last: number;
  /** 0 to 1 (and a little above for the signs of the kind). */
  readonly score: number;
  /** Share of the question's weight that the window speaks of, together with what stands around it: 0 to 1. */
  readonly coverage: number;
  /** The same of the window's own words alone. */
  readonly inside: number;
}

/** What a concept's presence counts for beside 1 in the window itself, by where it stands. */
const IN_INTRODUCTION = 0.95;
const IN_NEIGHBOUR = 0.85;
const IN_HEADING = 0.9;
const IN_PASSAGE = 0.5;
const IN_TITLE = 0.8;

/** A core window is at most this many sentences before it is widened for reading. */
const LONGEST_CORE = 3;
/** Shares of a window's score: what it and its surroundings speak of, and what it says itself. */
const COVERAGE = 0.65;
const INSIDE = 0.2;
/** What a heading asks, the first sentence below it answers, or a command when it asks how. */
const ASKED_ABOVE = 0.2;
/** A concept is named by a form of at least this weight: as asked, not by a guess. */
const NAMED = 0.85;
/** Words that stand together in the question and in the sentence belong to one thing. */
const TOGETHER = 0.18;
/** A sum made in another order may be higher by its last bits. */
const SLACK = 1e-9;

/**
 * Picks the window that answers best, now also by how it reads; `null` when none may be quoted.
 * Windows scored below `least`, or without a word of the question, are not read for that; those that can't win
 * whatever they say are not read at all.
 */
export function pickWindow(
  question: Question,
  passage: Passage,
  match: PassageMatch,
  windows: readonly Window[],
  least: number,
): Window | null {
  const textOf = (first: number, last: number) =>
    passage.text.slice(passage.sentences[first]?.start, passage.sentences[last]?.end);
  const heaviest = Math.max(...question.concepts.map(({ weight }) => weight));
  const subjects = question.concepts.filter(({ weight }) => weight >= heaviest / 2);
  // A sentence is in several windows; what it defines is looked up once.
  const definitions: (number | undefined)[] = [];
  const definition = (sentence: number) => {
    const before = match.sentences[sentence - 1];
    const namedBefore =
      before !== undefined && subjects.some((concept) => strength(concept, before) >= NAMED);
    definitions[sentence] ??= defines(question, textOf(sentence, sentence), namedBefore);
    return definitions[sentence];
  };
  const most = findMostBonus(question) + SLACK;
  let best: Window | null = null;
  for (const window of windows) {
    const isPromising = window.inside > 0 && window.score >= least;
    if (best !== null && window.score + (isPromising ? most : 0) <= best.score) continue;
    const { first, last } = window;
    const text = textOf(first, last);
    if (question.phrases.length > 0 && !holdsPhrases(text, question.phrases)) continue;
    if (isBoilerplate(text)) continue;
    let score = window.score;
    if (isPromising) {
      const kind = passage.sentences[first]?.kind ?? 'prose';
      score += answersKind(question, text, kind) + readsAlone(text, kind);
      if (question.kind === 'what-is') {
        score += Math.max(definition(first), last > first ? definition(last) : 0);
      }
    }
    if (best === null || score > best.score) best = { ...window, score };
  }
  return best;
}

function holdsPhrases(text: string, phrases: readonly string[]): boolean {
  const folded = foldPhrase(text);
  return phrases.every((phrase) => folded.includes(phrase));
}

/** All windows, scored by which words of the question they and their surroundings hold. O(sentences × concepts). */
export function coverWindows(question: Question, passage: Passage, match: PassageMatch): Window[] {
  const total = question.concepts.reduce((sum, concept) => sum + concept.weight, 0);
  if (total === 0) return [];
  const table = question.concepts.map((concept) => ({
    weight: concept.weight / total,
    inSentences: match.sentences.map((terms) => strength(concept, terms)),
    inHeading: strength(concept, match.heading),
    around: Math.max(
      IN_PASSAGE * strength(concept, match.all),
      IN_HEADING * strength(concept, match.heading),
      IN_TITLE * strength(concept, match.title),
    ),
  }));
  const together = scorePairs(question, match);
  const isAsked = passage.heading.at(-1)?.endsWith('?') ?? false;
  const inHeading = table.reduce((sum, { weight, inHeading }) => sum + weight * inHeading, 0);
  const headed = isAsked ? ASKED_ABOVE * match.headingShare * inHeading : 0;
  const windows: Window[] = [];
  for (let first = 0; first < passage.sentences.length; first++) {
    const introduced = isIntroduced(passage, first);
    const isStep = question.kind === 'how-to' && passage.sentences[first]?.kind === 'code';
    for (
      let last = first;
      last < first + LONGEST_CORE && (last === first || continues(passage, last));
      last++
    ) {
      let coverage = 0;
      let inside = 0;
      let pairs = 0;
      for (let i = first; i <= last; i++) pairs = Math.max(pairs, together[i] ?? 0);
      for (const { weight, inSentences, around } of table) {
        const before = (inSentences[first - 1] ?? 0) * (introduced ? IN_INTRODUCTION : IN_NEIGHBOUR);
        const after = (inSentences[last + 1] ?? 0) * IN_NEIGHBOUR;
        let here = introduced ? before : 0;
        for (let i = first; i <= last; i++) here = Math.max(here, inSentences[i] ?? 0);
        coverage += weight * Math.max(here, before, after, around);
        inside += weight * here;
      }
      const answersHeading = first === 0 || isStep ? headed : 0;
      const score = COVERAGE * coverage + INSIDE * inside + TOGETHER * pairs + answersHeading;
      windows.push({ first, last, coverage, inside, score });
    }
  }
  return windows;
}

/** For each sentence, the share of the question's neighbouring words that it holds side by side as well: 0 to 1. */
function scorePairs({ concepts }: Question, { pairs }: PassageMatch): number[] {
  const asked = concepts.slice(1).map((second, i) => {
    const first = concepts[i] as Concept;
    const keys = first.forms.flatMap(({ terms }) =>
      second.forms.map((form) => `${terms.at(-1)} ${form.terms[0]}`),
    );
    return { keys, weight: Math.min(first.weight, second.weight) };
  });
  const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return pairs.map((held) => {
    if (held.size === 0) return 0;
    const found = asked.filter(({ keys }) => keys.some((key) => held.has(key)));
    return found.reduce((sum, { weight }) => sum + weight, 0) / total;
  });
}

/** Code right below a sentence of prose is what that sentence speaks of; what follows a question answers it. */
function isIntroduced(passage: Passage, sentence: number): boolean {
  const [before, here] = [passage.sentences[sentence - 1], passage.sentences[sentence]];
  if (here === undefined || before === undefined || before.kind === 'code') return false;
  return here.kind === 'code' || asks(passage.text.slice(before.start, before.end));
}

/**
 * May a sentence be quoted in one breath with the one before it? In a paragraph it may; so may the items
 * of a list, after each other and after the sentence that introduces them with a colon.
 */
export function continues(passage: Passage, sentence: number): boolean {
  const [before, here] = [passage.sentences[sentence - 1], passage.sentences[sentence]];
  if (!before || !here || here.kind === 'code') return false;
  if (before.block === here.block) return true;
  return here.kind === 'item' && (before.kind === 'item' || passage.text.slice(0, before.end).endsWith(':'));
}

/** How well a set of terms speaks of a concept: the weight of the best form that it holds whole, else 0. */
function strength(concept: Concept, terms: ReadonlySet<string>): number {
  if (terms.size === 0) return 0;
  let best = 0;
  for (const form of concept.forms) {
    if (form.weight > best && form.terms.every((term) => terms.has(term))) best = form.weight;
  }
  return best;
}
