import type { EventInfo, PostInfo } from '../../../indexer/build-index.ts';
import type { Index } from '../../../indexer/open-index.ts';
import { fold } from '../../../indexer/text-pipeline.ts';
import { listEvents } from '../../answer/list-events.ts';
import type { Searcher } from '../../answer/search-posts.ts';
import { describeWhen } from '../describe-event.ts';
import { clipLine } from './escape-markdown.ts';
import { LIMITS } from './payload.ts';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Stands before titles that were found by what the post says. */
const IN_TEXT = '≈ ';
/** Titles that were asked for often, offered before the newest. */
const MOST_ASKED = 5;

/** Offers posts for the start of a title; `toValue` says what a choice stands for. */
export function suggestPosts(
  typed: string,
  { index, search }: { readonly index: Index; readonly search: Searcher },
  timesAsked: ReadonlyMap<string, number>,
  toValue: (post: PostInfo) => string,
): Choice[] {
  const wanted = fold(typed).trim();
  const shelf = shelfOf(index);
  const posts =
    wanted === ''
      ? [...mostAsked(shelf.posts, timesAsked), ...shelf.posts].map((post) => ({ post, mark: '' }))
      : [
          ...rankNames(wanted, shelf.posts, (post) => shelf.folded.get(post) ?? '').map((post) => ({
            post,
            mark: '',
          })),
          ...search(typed, LIMITS.choices).hits.map(({ post }) => ({ post, mark: IN_TEXT })),
        ];
  return take(
    posts,
    ({ post }) => post.id,
    ({ post, mark }) => ({
      name: clipLine(`${mark}${post.title}`, LIMITS.choice),
      value: toValue(post),
    }),
  );
}

/** Offers authors, also those of digested works: exact, then by how the name or a word of it begins. */
export function suggestAuthors(typed: string, index: Index): Choice[] {
  return suggestNames(typed, shelfOf(index).authors);
}

export function suggestTags(typed: string, index: Index): Choice[] {
  return suggestNames(typed, shelfOf(index).tags);
}

/** Offers what the events of the calendar have: their places, tags or kinds. */
export function suggestOfEvents(
  typed: string,
  key: 'place' | 'tag' | 'kind',
  events: readonly EventInfo[],
): Choice[] {
  const values = events.flatMap(({ place, tags, kind }) =>
    key === 'tag' ? tags : ((key === 'place' ? place : kind) ?? []),
  );
  return suggestNames(typed, byFrequency(values));
}

/** Offers events by their names, each with its dates: coming ones first. */
export function suggestEvents(typed: string, events: readonly EventInfo[], today: string): Choice[] {
  const sorted = listEvents(events, { all: true }, today);
  const wanted = fold(typed).trim();
  const found = wanted === '' ? sorted : rankNames(wanted, sorted, ({ name }) => fold(name));
  return take(
    found,
    ({ id }) => id,
    (event) => {
      const when = ` (${describeWhen(event, today)})`;
      const name = clipLine(event.name, Math.max(30, LIMITS.choice - when.length));
      return { name: clipLine(name + when, LIMITS.choice), value: choiceFor(event) };
    },
  );
}

/** What stands for an event in a choice: its id, or a name that finds it. */
function choiceFor({ id, name }: EventInfo): string {
  return id.length <= LIMITS.choice ? id : clipLine(name, LIMITS.choice);
}

/** The event that was chosen, or that whose name was typed, or begins so; coming ones first. */
export function chosenEvent(typed: string, events: readonly EventInfo[], today: string): EventInfo | null {
  const sorted = listEvents(events, { all: true }, today);
  const wanted = fold(typed).trim().replace(/…$/, '');
  const found =
    sorted.find(({ id }) => id === typed) ??
    sorted.find(({ name }) => fold(name) === wanted) ??
    sorted.find(({ name }) => wanted !== '' && fold(name).startsWith(wanted));
  return events.find(({ id }) => id === found?.id) ?? null;
}

/** Offers time zones: those that begin so, or of whose parts one does. */
export function suggestZones(typed: string): Choice[] {
  const wanted = fold(typed).trim().replaceAll(' ', '_');
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const parts = (zone: string) => fold(zone).replaceAll('/', ' ');
  return take(
    wanted === '' ? zones : rankNames(wanted, zones, parts),
    (zone) => zone,
    (zone) => ({ name: zone, value: zone }),
  );
}

function suggestNames(typed: string, names: readonly string[]): Choice[] {
  const wanted = fold(typed).trim();
  const found = wanted === '' ? names : rankNames(wanted, names, fold);
  return take(
    found,
    (name) => name,
    (name) => {
      const short = clipLine(name, LIMITS.choice).replace(/…$/, '');
      return { name: short, value: short };
    },
  );
}

/** Exact ones, then those that begin so, then those of which a word begins so; else in the order given. */
function rankNames<T>(wanted: string, items: readonly T[], nameOf: (item: T) => string): T[] {
  const ranks: [T[], T[], T[]] = [[], [], []];
  for (const item of items) {
    const name = nameOf(item);
    if (name === wanted) ranks[0].push(item);
    else if (name.startsWith(wanted)) ranks[1].push(item);
    else if (name.includes(` ${wanted}`)) ranks[2].push(item);
  }
  return ranks.flat();
}

function mostAsked(posts: readonly PostInfo[], timesAsked: ReadonlyMap<string, number>): PostInfo[] {
  return posts
    .filter((post) => timesAsked.has(post.id))
    .sort((a, b) => (timesAsked.get(b.id) ?? 0) - (timesAsked.get(a.id) ?? 0))
    .slice(0, MOST_ASKED);
}

/** The first choices, none twice, as many as Discord shows; one without a name can't be shown. */
function take<T>(items: readonly T[], keyOf: (item: T) => string, show: (item: T) => Choice): Choice[] {
  const taken = new Map<string, Choice>();
  for (const item of items) {
    if (taken.size >= LIMITS.choices) break;
    const choice = show(item);
    if (choice.name !== '' && choice.value !== '' && !taken.has(keyOf(item))) taken.set(keyOf(item), choice);
  }
  return [...taken.values()];
}

interface Shelf {
  /** Newest first. */
  readonly posts: readonly PostInfo[];
  readonly folded: ReadonlyMap<PostInfo, string>;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

const shelves = new WeakMap<Index, Shelf>();

/** What is offered, sorted once for each index: people type faster than thousands of titles are folded. */
function shelfOf(index: Index): Shelf {
  const known = shelves.get(index);
  if (known) return known;
  const posts = [...index.posts].sort((a, b) => (a.published < b.published ? 1 : -1));
  const shelf = {
    posts,
    folded: new Map(posts.map((post) => [post, fold(post.title)])),
    authors: byFrequency(
      posts.flatMap((post) => [post.author, ...post.sources.flatMap(({ author }) => author ?? [])]),
    ),
    tags: byFrequency(posts.flatMap((post) => post.tags)),
  };
  shelves.set(index, shelf);
  return shelf;
}

function byFrequency(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
}
