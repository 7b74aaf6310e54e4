import type { Collection, Doc, Query } from './collection.ts';

const QUERIES = 100;

/**
 * Documents and queries for measuring costs at a size; nothing is judged. Up to the number of all documents
 * given, they are taken in turn from each collection; beyond, each further one begins as one document and
 * goes on as another, always another pair. The same collections give the same result.
 */
export function growCollection(
  collections: readonly Pick<Collection, 'docs' | 'queries'>[],
  count: number,
): { readonly docs: readonly Doc[]; readonly queries: readonly Query[] } {
  const sources = takeInTurn(collections.map(({ docs }) => docs));
  const queries = takeInTurn(collections.map(({ queries }) => queries));
  return {
    docs: Array.from({ length: count }, (_, place) => ({ ...mixDoc(sources, place), id: `d${place}` })),
    queries: queries.slice(0, QUERIES).map(({ text }, place) => ({ id: `q${place}`, text })),
  };
}

function mixDoc(sources: readonly Doc[], place: number): Pick<Doc, 'title' | 'text'> {
  const round = Math.floor(place / sources.length);
  const first = sources[place % sources.length] as Doc;
  if (round === 0) return first;
  const second = sources[(place + round) % sources.length] as Doc;
  return { title: first.title, text: `${firstHalf(first.text)} ${secondHalf(second.text)}` };
}

function firstHalf(text: string): string {
  return text.slice(0, middle(text));
}

function secondHalf(text: string): string {
  return text.slice(middle(text)).trimStart();
}

/** Between two words. */
function middle(text: string): number {
  return Math.max(0, text.lastIndexOf(' ', text.length / 2));
}

function takeInTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
}
