import { type Analysis, FIELDS_ABOVE } from './analysis.ts';
import { type Column, GrowingColumn } from './segment/column.ts';
import { countTerms, TermNumbers, termAt } from './segment/dictionary.ts';
import { type Lists, ListsWriter } from './segment/lists.ts';
import { countTexts, type Texts, TextsWriter } from './segment/texts.ts';
import { findFirstPassages, PassagesWriter } from './stored-passages.ts';

/** A post of one of several analyses. */
export interface PickedPost {
  readonly part: number;
  /** Its number there. */
  readonly post: number;
}

/**
 * The analysis of the picked posts, in their order: the same, byte for byte, as if they had been analysed
 * together. Terms that only others hold are gone. O(words of the picked posts + terms).
 */
export function joinAnalyses(parts: readonly Analysis[], picks: readonly PickedPost[]): Analysis {
  const [only] = parts;
  if (only && parts.length === 1 && isWhole(only, picks)) return only;
  const firsts = parts.map((part) => findFirstPassages(part));
  const numbers = new TermNumbers();
  const provisional = numberTerms(parts, picks, firsts, numbers);
  const { dictionary, final } = numbers.finish();
  const finals = provisional.map((terms) =>
    terms.map((number) => (number > 0 ? (final[number - 1] as number) : 0)),
  );

  const passages = new PassagesWriter();
  const passageTerms = new ListsWriter();
  const postTerms = new ListsWriter();
  const [posts, ids, acronyms] = [new TextsWriter(), new TextsWriter(), new TextsWriter()];
  const capitals = {
    starts: new GrowingColumn(),
    terms: new GrowingColumn(),
    capitals: new GrowingColumn(),
    all: new GrowingColumn(),
  };
  for (const [place, { part: number, post }] of picks.entries()) {
    const [part, first, terms] = [parts[number], firsts[number], finals[number]] as [
      Analysis,
      Column,
      Column,
    ];
    copyText(part.posts, post, posts);
    copyText(part.ids, post, ids);
    copyText(part.acronyms, post, acronyms);
    for (let passage = first[post] as number; passage < (first[post + 1] as number); passage++) {
      passages.copy(part, passage, place);
      copyList(part.passageTerms, passage, terms, passageTerms);
    }
    for (let field = 0; field < FIELDS_ABOVE; field++) {
      copyList(part.postTerms, post * FIELDS_ABOVE + field, terms, postTerms);
    }
    capitals.starts.push(capitals.terms.length);
    const end = part.capitals.starts[post + 1] as number;
    for (let at = part.capitals.starts[post] as number; at < end; at++) {
      capitals.terms.push(terms[part.capitals.terms[at] as number] as number);
      capitals.capitals.push(part.capitals.capitals[at] as number);
      capitals.all.push(part.capitals.all[at] as number);
    }
  }
  capitals.starts.push(capitals.terms.length);
  return {
    ...passages.finish(),
    posts: posts.finish(),
    ids: ids.finish(),
    acronyms: acronyms.finish(),
    terms: dictionary,
    passageTerms: passageTerms.finish(undefined, final.length),
    postTerms: postTerms.finish(undefined, final.length),
    capitals: {
      starts: capitals.starts.finish(),
      terms: capitals.terms.finish(undefined, final.length),
      capitals: capitals.capitals.finish(),
      all: capitals.all.finish(),
    },
  };
}

function isWhole({ ids }: Analysis, picks: readonly PickedPost[]): boolean {
  return picks.length === countTexts(ids) && picks.every(({ post }, place) => post === place);
}

/** For each part, the provisional number plus one of each of its terms; 0 for one that no picked post holds. */
function numberTerms(
  parts: readonly Analysis[],
  picks: readonly PickedPost[],
  firsts: readonly Uint32Array[],
  numbers: TermNumbers,
): Uint32Array[] {
  const used = parts.map(({ terms }) => new Uint32Array(countTerms(terms)));
  for (const { part: number, post } of picks) {
    const [part, first, terms] = [parts[number], firsts[number], used[number]] as [
      Analysis,
      Column,
      Uint32Array,
    ];
    mark(part.passageTerms, first[post] as number, first[post + 1] as number, terms);
    mark(part.postTerms, post * FIELDS_ABOVE, (post + 1) * FIELDS_ABOVE, terms);
  }
  for (const [part, terms] of used.entries()) {
    const { terms: dictionary } = parts[part] as Analysis;
    for (let term = 0; term < terms.length; term++) {
      if (terms[term] === 1) terms[term] = numbers.of(termAt(dictionary, term)) + 1;
    }
  }
  return used;
}

/** Marks the terms of the lists from `first` to before `end`. */
function mark({ starts, values }: Lists, first: number, end: number, used: Uint32Array): void {
  for (let place = starts[first] as number; place < (starts[end] as number); place++) {
    const value = values[place] as number;
    if (value > 0) used[value - 1] = 1;
  }
}

function copyText({ bytes, starts }: Texts, number: number, to: TextsWriter): void {
  to.pushBytes(bytes.subarray(starts[number], starts[number + 1]));
}

function copyList({ starts, values }: Lists, number: number, terms: Column, to: ListsWriter): void {
  for (let place = starts[number] as number; place < (starts[number + 1] as number); place++) {
    const value = values[place] as number;
    to.push(value === 0 ? 0 : (terms[value - 1] as number) + 1);
  }
  to.close();
}
