import type { PostId } from '../../../indexer/types.ts';
import type { Engine } from '../../answer/engine.ts';
import { findEvents } from '../../answer/find-events.ts';
import { chooseEvents } from '../../answer/list-events.ts';
import type { Answer } from '../../answer/types.ts';
import type { Found } from '../../bridge/bridge-end.ts';
import type { GapGroup } from '../../gaps/group-gaps.ts';
import type { WishOutcome } from '../../store/gaps.ts';
import { renderGaps } from '../../render/irc/render-gaps.ts';
import { headOf, type Page } from '../../render/irc/pages.ts';
import { renderAnswer } from '../../render/irc/render-answer.ts';
import { renderEvents } from '../../render/irc/render-events.ts';
import { renderHelp } from '../../render/irc/render-help.ts';
import { renderPost, renderSearch } from '../../render/irc/render-search.ts';
import type { IrcView } from '../../render/irc/view.ts';
import type { Talk } from './conversations.ts';
import { readEventFilters } from './read-event-filters.ts';
import type { AnswerCommand, Request } from './read-request.ts';

/** How sure, of 1, an answer must be that nobody asked the bot for. */
const SURE = 0.85;
const POSTS_FOUND = 9;
const EVENTS_FOUND = 9;
const EXCERPTS_AT_A_TIME = 3;

interface Reply {
  /** The first is to be sent, the others are kept for `!more`. */
  readonly pages: readonly Page[];
  readonly talk: Omit<Talk, 'pages'>;
  /** What was answered or found, for those who see it in another form. */
  readonly answer?: Answer;
  readonly found?: Found['found'];
}

/** What is known of gaps, for who asks now. */
export interface GapDesk {
  list(): readonly GapGroup[];
  /** Keeps that the asker wants to hear of an answer. */
  wish(question: string, earlier: string | null): WishOutcome;
  /** Where one writes a new post. */
  readonly writeUrl: string | null;
}

type Command = (request: Request, talk: Talk, engine: Engine, view: IrcView, desk: GapDesk | null) => Reply;

/** What can be answered at once. */
export type PlainRequest = Request & { readonly command: AnswerCommand };

const commands: Readonly<Record<AnswerCommand, Command>> = {
  ask(request, talk, { ask }, view) {
    const question = request.text;
    if (question === '') return say(talk, `Write ${view.prefix}ask and a question.`, view);
    const earlier = talk.question;
    const answer = ask(question, view.today, earlier === null ? {} : { earlier });
    if (request.isAmbient && !isSure(answer)) return { pages: [], talk };
    return {
      answer,
      pages: renderAnswer(answer, view),
      talk: {
        question,
        earlier,
        skip: EXCERPTS_AT_A_TIME,
        hasMore: answer.more > 0,
        posts: postsOf(answer, []),
      },
    };
  },
  more(_request, talk, { ask }, view) {
    if (talk.pages.length > 0) return { pages: talk.pages, talk };
    const { question, earlier, skip } = talk;
    if (question === null || !talk.hasMore) return say(talk, 'That was all.', view);
    const answer = ask(question, view.today, { skip, ...(earlier === null ? {} : { earlier }) });
    return {
      pages: renderAnswer(answer, view),
      talk: {
        ...talk,
        skip: skip + EXCERPTS_AT_A_TIME,
        hasMore: answer.more > 0,
        posts: postsOf(answer, talk.posts),
      },
    };
  },
  search(request, talk, { search }, view) {
    if (request.text === '') return say(talk, `Write ${view.prefix}search and the words to look for.`, view);
    const found = search(request.text, POSTS_FOUND);
    return {
      found: { kind: 'posts', result: found, filters: {} },
      pages: renderSearch(found, view),
      talk: { ...talk, hasMore: false, posts: found.hits.map(({ post }) => post.id) },
    };
  },
  events(request, talk, { index }, view) {
    const { when, filters } = readEventFilters(request.text);
    const words = when === '' ? 'upcoming events' : `events ${when}`;
    const found =
      Object.keys(filters).length === 0
        ? findEvents(words, index.events, view.today)
        : chooseEvents(index.events, when, filters, view.today).slice(0, EVENTS_FOUND);
    return {
      found: { kind: 'events', events: found },
      pages: renderEvents(found, view),
      talk: { ...talk, hasMore: false },
    };
  },
  post(request, talk, { index }, view) {
    const wanted = request.text.replace(/^#/, '');
    const id = talk.posts[Number(wanted) - 1] ?? wanted;
    const post = index.posts.find((other) => other.id === id);
    if (post === undefined) return say(talk, 'There is no such post: give a number of the last list.', view);
    const opening = index.passages[index.passagesOf(post.id)[0] ?? -1]?.text ?? post.title;
    return { found: { kind: 'post', post, opening }, pages: [renderPost(post, opening, view)], talk };
  },
  gaps: (_request, talk, _engine, view, desk) => ({
    pages: renderGaps(desk?.list() ?? [], desk?.writeUrl ?? null, view),
    talk: { ...talk, hasMore: false },
  }),
  tellme(_request, talk, { ask }, view, desk) {
    const { question, earlier } = talk;
    if (question === null || desk === null)
      return say(talk, `Ask something first: ${view.prefix}ask QUESTION.`, view);
    const { answered } = ask(question, view.today, earlier === null ? {} : { earlier });
    return say(
      talk,
      answered ? 'That is answered: ask it again.' : WISHED[desk.wish(question, earlier)],
      view,
    );
  },
  help: (_request, talk, _engine, view) => ({ pages: [renderHelp(view), ...talk.pages], talk }),
};

const WISHED: Readonly<Record<WishOutcome, string>> = {
  kept: 'I will tell you here once a new post answers that. The question is in the list of what is missing.',
  already: 'You have asked for that already: I will tell you.',
  'too many': 'That is too much to remember: wait until some of your questions are answered.',
};

const NOTHING_SAID: Talk = {
  question: null,
  earlier: null,
  pages: [],
  skip: 0,
  hasMore: false,
  posts: [],
};

/** What to send now, and what to remember. An ambient question that nothing answers for sure gets no lines. */
export function answerRequest(
  request: PlainRequest,
  before: Talk | null,
  engine: Engine,
  view: IrcView,
  desk: GapDesk | null = null,
): { page: Page; talk: Talk; answer: Answer | null; found: Found['found'] | null } {
  const {
    pages,
    talk,
    answer = null,
    found = null,
  } = commands[request.command](request, before ?? NOTHING_SAID, engine, view, desk);
  const [page = [], ...rest] = pages;
  return { page, talk: { ...talk, pages: rest }, answer, found };
}

function isSure(answer: Answer): boolean {
  return answer.answered && (answer.excerpts[0]?.score ?? 0) >= SURE;
}

function postsOf({ excerpts, related }: Answer, known: readonly PostId[]): PostId[] {
  return [...new Set([...known, ...excerpts.map(({ post }) => post.id), ...related.map(({ id }) => id)])];
}

/** Says something that leaves what was talked of as it is. */
function say(talk: Talk, line: string, view: IrcView): Reply {
  return { pages: [[headOf(view) + line], ...talk.pages], talk };
}
