import type { APIButtonComponent, APIEmbedField } from 'discord-api-types/v10';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { PostInfo } from '../../../indexer/build-index.ts';
import type { Answer, Excerpt } from '../../answer/types.ts';
import { type AnswerAction, type AnswerState, writeAnswerState } from './answer-state.ts';
import { citePost, safeLink, titleLink } from './cite-post.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, LIMITS, notice, payload } from './payload.ts';
import { quoteBlock } from './quote-block.ts';
import { eventLine } from './render-events.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

/** How an answer is shown. */
export interface AnswerForm {
  readonly state: AnswerState;
  /** To the asker only. */
  readonly isPrivate: boolean;
  /** Whether the question stands above: where it can't be read otherwise. */
  readonly showsQuestion: boolean;
  /** The id of the one person whom the answer is for, and who is mentioned. */
  readonly recipient?: string | undefined;
  /** As text without an embed, for channels in which the bot may not show one: 2,000 characters. */
  readonly isPlain?: boolean;
  /** Can who asked be told when a declined question is answered? */
  readonly canTell?: boolean;
  /** A line of our own above the answer; mentions in it do nothing. */
  readonly lead?: string | undefined;
}

const GAP = '\n\n';
/** `> …` and its line break: what stands of a quote at least. */
const SHORTEST_QUOTE = 4;

/** An answer as a message: quotes, each with its citation, then events, related posts and buttons. */
export function renderAnswer(answer: Answer, form: AnswerForm, view: View): DiscordPayload {
  if (form.isPlain) return renderPlain(answer, form, view);
  const texts = textsOf(view);
  const title = escapeMarkdown(clipLine(answer.question, LIMITS.title / 2));
  const related = relatedField(answer, view);
  const message = payload(
    {
      ...(form.showsQuestion ? { title } : {}),
      description: describe(answer, form.state.skip, view, LIMITS.description),
      ...(related === null ? {} : { fields: [related] }),
    },
    buttonsFor(answer, form, view),
  );
  const lines = [
    ...(form.recipient === undefined ? [] : [fill(texts.for, { person: `<@${form.recipient}>` })]),
    ...(form.lead === undefined ? [] : [form.lead]),
  ];
  if (lines.length === 0) return message;
  const allowedMentions = {
    ...message.allowedMentions,
    ...(form.recipient === undefined ? {} : { users: [form.recipient] }),
  };
  return { ...message, content: lines.join('\n'), allowedMentions };
}

/** The answer alone, as the reply to a question that stands above it. */
function renderPlain(answer: Answer, form: AnswerForm, view: View): DiscordPayload {
  const content = describe(answer, form.state.skip, view, LIMITS.content);
  return { ...notice(content), components: payload({}, buttonsFor(answer, form, view)).components };
}

/**
 * Events, then excerpts. Quotes share the room that citations leave; what one doesn't need goes to the next.
 * An excerpt whose citation no longer fits is left out with it.
 */
function describe(answer: Answer, skip: number, view: View, longest: number): string {
  if (!answer.answered) return decline(answer, view);
  const events = joinWithin(
    answer.events.map((event) => eventLine(event, view)),
    answer.excerpts.length > 0 ? longest / 2 : longest,
    GAP,
  );
  let room = longest - events.length;
  const cited = answer.excerpts.flatMap((excerpt, at) => {
    const citation = citePost(skip + at + 1, excerpt.post, excerpt.heading, view);
    const least = GAP.length + SHORTEST_QUOTE + citation.length;
    if (least > room) return [];
    room -= least;
    return [{ excerpt, citation }];
  });
  const blocks = cited.map(({ excerpt, citation }, at) => {
    const block = quoteBlock(excerpt, SHORTEST_QUOTE - 1 + Math.floor(room / (cited.length - at)));
    room -= Math.max(0, block.length + 1 - SHORTEST_QUOTE);
    return `${block}\n${citation}`;
  });
  return [events, ...blocks].filter((part) => part !== '').join(GAP);
}

function decline(answer: Answer, view: View): string {
  const texts = textsOf(view);
  const { name, ask_humans } = view.community;
  const lines = [fill(texts.unknown, { community: escapeMarkdown(name) })];
  if (ask_humans !== null) lines.push(fill(texts.askPeople, { place: escapeMarkdown(ask_humans) }));
  else if (answer.related.length === 0) lines.push(texts.otherWords);
  return lines.join('\n');
}

function relatedField(answer: Answer, view: View): APIEmbedField | null {
  const texts = textsOf(view);
  const value = joinWithin(
    answer.related.map((post) => titleLink(post, view)),
    LIMITS.fieldValue,
  );
  return value === '' ? null : { name: answer.answered ? texts.seeAlso : texts.didYouMean, value };
}

/** As many whole parts as fit. */
function joinWithin(parts: readonly string[], longest: number, between = '\n'): string {
  let joined = '';
  for (const part of parts) {
    const next = joined === '' ? part : joined + between + part;
    if (next.length <= longest) joined = next;
  }
  return joined;
}

function buttonsFor(answer: Answer, form: AnswerForm, view: View): APIButtonComponent[] {
  const texts = textsOf(view);
  const first: Excerpt | undefined = answer.excerpts[0];
  const actions: AnswerAction[] = [
    ...(answer.more > 0 ? (['more'] as const) : []),
    ...(form.isPrivate && answer.answered ? (['share'] as const) : []),
    ...(form.isPrivate ? [] : (['dismiss'] as const)),
    ...(answer.answered ? (['helped', 'wrong'] as const) : []),
    ...(form.canTell && !answer.answered ? (['tell'] as const) : []),
  ];
  const link = first ? safeLink(view.linkTo(first.post), LIMITS.linkUrl) : null;
  const withState: AnswerAction[] =
    first && link === null && actions.length < 5 ? [...actions, 'open'] : actions;
  const labels: Record<AnswerAction, string> = {
    more: fill(texts.more, { count: answer.more }),
    share: texts.share,
    dismiss: texts.dismiss,
    helped: texts.helped,
    wrong: texts.wrong,
    open: texts.openPost,
    tell: texts.tellMe,
  };
  const ids = writeAnswerState(form.state, withState);
  const buttons = withState.map((action, at) => button(labels[action], ids[at] ?? '', action === 'more'));
  return link === null ? buttons : [...buttons, linkButton(texts.openPost, link)];
}

export function button(label: string, id: string, isMain = false, isOff = false): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: isMain ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label,
    custom_id: id,
    ...(isOff ? { disabled: true } : {}),
  };
}

function linkButton(label: string, url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}

/** A button that opens the post, when it has an address. */
export function openButton(post: PostInfo, view: View): APIButtonComponent[] {
  const link = safeLink(view.linkTo(post), LIMITS.linkUrl);
  return link === null ? [] : [linkButton(textsOf(view).openPost, link)];
}
