import type { Index } from '../../indexer/open-index.ts';
import type { Passage, PostId } from '../../indexer/types.ts';
import { foldPhrase } from './parse-question.ts';
import type { RankedPassage } from './rank-passages.ts';
import { continues, type Window } from './score-windows.ts';
import { asks, isBoilerplate, leansBack } from './sentence-signs.ts';
import type { Excerpt } from './types.ts';

/** As many as anybody pages through. */
const MOST_EXCERPTS = 9;
/** Each excerpt that a post has given already makes its next one worth less than another post's. */
const SAME_POST = 0.9;
/** Later excerpts must be at least this good beside the first. */
const WORTH_ADDING = 0.6;
/** A quote is widened to whole neighbouring sentences up to this length, in characters … */
const READABLE_LENGTH = 600;
/** … and this many sentences. */
const MOST_SENTENCES = 4;

/** Takes the best passages' windows as quotes: whole sentences, cut from the source, none twice. */
export function chooseExcerpts(ranked: readonly RankedPassage[], index: Index): Excerpt[] {
  const excerpts: Excerpt[] = [];
  const ofPost = new Map<PostId, number>();
  const quotes = new Set<string>();
  const postOf = ({ passage }: RankedPassage) => (index.passages[passage] as Passage).post;
  const worth = (one: RankedPassage) => one.score * SAME_POST ** (ofPost.get(postOf(one)) ?? 0);
  const left = ranked.filter(({ score }) => score >= WORTH_ADDING * (ranked[0]?.score ?? 0));
  while (excerpts.length < MOST_EXCERPTS && left.length > 0) {
    // Ties go to the one that is ranked first.
    const best = left.reduce((first, other) => (worth(other) > worth(first) ? other : first));
    left.splice(left.indexOf(best), 1);
    const passage = index.passages[best.passage] as Passage;
    const excerpt = cutExcerpt(passage, widen(passage, best.window), best.score, index);
    const folded = foldPhrase(excerpt.quote);
    if (quotes.has(folded)) continue;
    quotes.add(folded);
    ofPost.set(passage.post, (ofPost.get(passage.post) ?? 0) + 1);
    excerpts.push(excerpt);
  }
  return excerpts;
}

/** Adds the sentence that the window leans on, then those that follow, while the quote stays readable. */
function widen(passage: Passage, window: Window): Pick<Window, 'first' | 'last'> {
  let { first, last } = window;
  const { sentences, text } = passage;
  const fits = (from: number, to: number) =>
    to - from < MOST_SENTENCES &&
    (sentences[to]?.end ?? 0) - (sentences[from]?.start ?? 0) <= READABLE_LENGTH;
  const textOf = (sentence: number) => text.slice(sentences[sentence]?.start, sentences[sentence]?.end);
  const leans = (sentence: number) => leansBack(textOf(sentence), sentences[sentence]?.kind ?? 'prose');
  while (leans(first) && continues(passage, first) && fits(first - 1, last)) first--;
  const isWanted = (sentence: number) => !asks(textOf(sentence)) && !isBoilerplate(textOf(sentence));
  while (continues(passage, last + 1) && fits(first, last + 1) && isWanted(last + 1)) last++;
  return { first, last };
}

/** Makes a quote of sentences `first` to `last` (inclusive) of one block of a passage. */
export function cutExcerpt(
  passage: Passage,
  { first, last }: Pick<Window, 'first' | 'last'>,
  score: number,
  index: Index,
): Excerpt {
  const [from, to] = [passage.sentences[first], passage.sentences[last]];
  if (!from || !to)
    throw new RangeError(`a passage of ${passage.sentences.length} has no sentences ${first}-${last}`);
  return {
    quote: passage.text.slice(from.start, to.end),
    kind: from.kind,
    post: index.post(passage.post),
    heading: passage.heading,
    lines: [from.firstLine, to.lastLine],
    score: Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000,
  };
}
