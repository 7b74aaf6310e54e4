import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { SearchResult } from '../answer/search-posts.ts';
import type { Answer, Excerpt } from '../answer/types.ts';
import { describeWhen } from './describe-event.ts';
import { markTerms } from './mark-terms.ts';

/** What is known of the terminal that is written to. */
export interface Terminal {
  /** Columns. */
  readonly width: number;
  readonly colours: {
    bold(text: string): string;
    dim(text: string): string;
    cyan(text: string): string;
    yellow(text: string): string;
  };
}

export interface Community {
  readonly name: string;
  /** Where people answer: `#openstack on OFTC`. */
  readonly ask_humans: string | null;
}

const WIDEST = 100;
const BAR = '▏ ';

/** An answer as text: numbered quotes with the asked words marked, each with its citation. */
export function renderAnswer(
  answer: Answer,
  today: string,
  terminal: Terminal,
  community: Community,
): string {
  const parts = answer.events.map((event) => renderEvent(event, today, terminal));
  for (const [index, excerpt] of answer.excerpts.entries()) {
    parts.push(renderExcerpt(excerpt, index + 1, answer.terms, today, terminal));
  }
  if (!answer.answered) parts.push(renderDecline(answer, community));
  if (answer.related.length > 0) {
    const titles = answer.related.map((post) => `  ${clean(post.title)} (${post.published.slice(0, 10)})`);
    parts.push([terminal.colours.dim(answer.answered ? 'See also' : 'Did you mean'), ...titles].join('\n'));
  }
  return parts.join('\n\n');
}

/** Search results as text: a post each, with the sentence that fits best. */
export function renderSearch(
  { query, total, hits, terms }: SearchResult,
  today: string,
  terminal: Terminal,
): string {
  if (total === 0) return `No post matches ${JSON.stringify(query)}.`;
  const count = `${total} post${total === 1 ? ' matches' : 's match'}${total > hits.length ? `, the best ${hits.length}` : ''}.`;
  return [
    ...hits.map((hit, index) => renderExcerpt(hit, index + 1, terms, today, terminal)),
    terminal.colours.dim(count),
  ].join('\n\n');
}

function renderExcerpt(
  { quote, kind, post, heading, lines }: Excerpt,
  number: number,
  terms: ReadonlySet<string>,
  today: string,
  terminal: Terminal,
): string {
  const { colours } = terminal;
  const width = Math.min(terminal.width, WIDEST) - BAR.length;
  const text = clean(quote);
  const shown = kind === 'code' ? text.split('\n') : wrap(text, width);
  const marked = markTerms(shown.join('\n'), terms, colours.bold).split('\n');
  const cited = [colours.cyan(`[${number}]`), colours.bold(clean(post.title))].join(' ');
  const who = [authorOf(post), ...(post.blog ? [post.blog] : []), dateOf(post, today)].map(clean).join(', ');
  const where = [...(heading.length > 0 ? [heading.map(clean).join(' › ')] : []), placeOf(post, lines)];
  const holds = post.appliesTo.length > 0 ? [`applies to ${post.appliesTo.map(clean).join(', ')}`] : [];
  const newer = post.supersededBy ? [`superseded by: ${clean(post.supersededBy.title)}`] : [];
  return [
    ...marked.map((line) => colours.dim(BAR) + line),
    cited,
    ...[who, ...holds, ...where].map((line) => `    ${colours.dim(line)}`),
    ...newer.map((line) => `    ${colours.yellow(line)}`),
  ].join('\n');
}

/** The author, and whom the post digests: `Almanac editors, after Chris Dent`. */
function authorOf(post: PostInfo): string {
  const sources = [...new Set(post.sources.map((source) => source.author ?? source.title))];
  return sources.length > 0 ? `${post.author}, after ${sources.join(', ')}` : post.author;
}

function dateOf(post: PostInfo, today: string): string {
  const age = Number(today.slice(0, 4)) - Number(post.published.slice(0, 4));
  const full = today.slice(5) >= post.published.slice(5, 10) ? age : age - 1;
  const day = post.published.slice(0, 10);
  return full >= 1 ? `${day} (${full} year${full === 1 ? '' : 's'} old)` : day;
}

function placeOf(post: PostInfo, [first, last]: readonly [number, number]): string {
  const place = `${post.file}:${first}${last > first ? `-${last}` : ''}`;
  return post.url === null ? place : `${post.url}  ${place}`;
}

/** An event as text: its name with its state, when and where, and its file. Times are told in `zone`, else in its own. */
export function renderEvent(event: EventInfo, today: string, { colours }: Terminal, zone?: string): string {
  const status = event.status === 'confirmed' ? '' : ` [${event.status}]`;
  const where = event.place ?? (event.online ? 'online' : 'place not announced');
  return [
    `${colours.bold(clean(event.name))}${colours.yellow(status)}`,
    `    ${describeWhen(event, today, zone)}, ${clean(where)}`,
    `    ${colours.dim([event.url, event.file].filter((part) => part !== null).join('  '))}`,
  ].join('\n');
}

function renderDecline({ related }: Answer, { name, ask_humans }: Community): string {
  const lines = [`I don't know: nothing in the posts of ${clean(name)} answers that.`];
  if (ask_humans !== null) lines.push(`People may: ask in ${clean(ask_humans)}.`);
  else if (related.length === 0) lines.push('Try other words, or the name of a project, command or person.');
  return lines.join('\n');
}

/** Control codes and the marks that reorder text never reach the terminal: posts are not trusted. */
export function clean(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (c) => (c === '\n' ? c : c === '\t' ? '    ' : ''));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
