import type { Index } from '../../indexer/open-index.ts';
import type { Passage, PostId } from '../../indexer/types.ts';
import { foldPhrase } from './parse-question.ts';
import type { RankedPassage } from './rank-passages.ts';
import { continues, type Window } from './score-windows.ts';
import { asks, leansBack } from './sentence-signs.ts';
import type { Excerpt } from './types.ts';

/** As many as anybody pages through. */
const MOST_EXCERPTS = 9;
/** Of the first three excerpts a post gives two at most, of the first six four, and so on. */
const MOST_OF_ONE_POST = 2;
const GROUP = 3;
/** Later excerpts must be at least this good beside the first. */
const WORTH_ADDING = 0.6;
/** A quote is widened to whole neighbouring sentences up to this length, in characters … */
const READABLE_LENGTH = 420;
/** … and this many sentences. */
const MOST_SENTENCES = 4;

/** Takes the best passages' windows as quotes: whole sentences, cut from the source, none twice. */
export function chooseExcerpts(ranked: readonly RankedPassage[], index: Index): Excerpt[] {
  const excerpts: Excerpt[] = [];
  const ofPost = new Map<PostId, number>();
  const quotes = new Set<string>();
  const first = ranked[0]?.score ?? 0;
  for (const { passage: number, window, score } of ranked) {
    if (excerpts.length >= MOST_EXCERPTS || score < WORTH_ADDING * first) break;
    const passage = index.passages[number] as Passage;
    const count = ofPost.get(passage.post) ?? 0;
    if (count >= MOST_OF_ONE_POST * (1 + Math.floor(excerpts.length / GROUP))) continue;
    const excerpt = cutExcerpt(passage, widen(passage, window), score, index);
    const folded = foldPhrase(excerpt.quote);
    if (quotes.has(folded)) continue;
    quotes.add(folded);
    ofPost.set(passage.post, count + 1);
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
  while (continues(passage, last + 1) && fits(first, last + 1) && !asks(textOf(last + 1))) last++;
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
