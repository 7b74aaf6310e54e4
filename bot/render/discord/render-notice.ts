import type { Digest } from '../../answer/make-digest.ts';
import type { EventInfo } from '../../../indexer/build-index.ts';
import type { DueReminder, Lead } from '../../reminders/find-due.ts';
import type { Notice } from '../reminder.ts';
import { authorsOf, timestamp, titleLink } from './cite-post.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { LIMITS } from './payload.ts';
import { eventLine } from './render-events.ts';
import { fill, type Texts } from './texts.ts';
import { textsOf, type View } from './view.ts';

const LONGEST_QUESTION = 200;
/** For `and 10 more`, in any language. */
const ROOM_FOR_REST = 40;

const LEADS = {
  week: 'leadWeek',
  day: 'leadDay',
  hour: 'leadHour',
  'ten minutes': 'leadMinutes',
} as const satisfies Record<Lead, keyof Texts>;

/** `a day before`, in the language of the view. */
export function leadText(lead: Lead, view: View): string {
  return textsOf(view)[LEADS[lead]];
}

/** `⏰ Reminder · a day before` and, below it, the event; its times in everyone's own zone. */
export function renderReminder({ reminder, event, due, isLate }: DueReminder, view: View): Notice {
  const texts = textsOf(view);
  return {
    label: isLate ? fill(texts.reminderLate, { due: timestamp(due, 'f') }) : texts.reminder,
    text: ` · ${leadText(reminder.lead, view)}\n${eventLine(event, view)}`,
  };
}

/** A meeting for its channel. */
export function renderAnnouncement(event: EventInfo, view: View): Notice {
  const texts = textsOf(view);
  return {
    label:
      event.status === 'cancelled' || event.start === null
        ? texts.notHeld
        : fill(texts.begins, { when: timestamp(event.start, 'R') }),
    text: `\n${eventLine(event, view)}`,
  };
}

/** A digest in one message: of each list as much as fits. */
export function renderDigest(digest: Digest, view: View): Notice {
  const { since, until, posts, events, questions, more } = digest;
  const texts = textsOf(view);
  const lists = [
    {
      heading: texts.newPosts,
      lines: posts.map((post) => `${titleLink(post, view)} · ${authorsOf(post, view)}`),
      more: more.posts,
    },
    {
      heading: texts.comingEvents,
      lines: events.map((event) => eventLine(event, view).replace('\n', ' · ')),
      more: more.events,
    },
    {
      heading: texts.openQuestions,
      lines: questions.map((question) => escapeMarkdown(clipLine(question, LONGEST_QUESTION))),
      more: more.questions,
    },
  ].filter(({ lines }) => lines.length > 0);
  const label = fill(texts.digest, {
    community: escapeMarkdown(clipLine(view.community.name, LIMITS.choice)),
    since,
    until,
  });
  const room = Math.floor((LIMITS.content - label.length) / Math.max(1, lists.length));
  return { label, text: lists.map((list) => fitList(list, room, texts)).join('') };
}

function fitList(
  { heading, lines, more }: { heading: string; lines: readonly string[]; more: number },
  room: number,
  texts: Texts,
): string {
  let text = `\n\n**${heading}**`;
  let shown = 0;
  for (const line of lines) {
    const longer = `${text}\n- ${line}`;
    if (longer.length > room - ROOM_FOR_REST) break;
    text = longer;
    shown++;
  }
  const left = lines.length - shown + more;
  return left === 0 ? text : `${text}\n- ${fill(texts.andMore, { count: left })}`;
}
