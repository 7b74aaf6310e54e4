import type { Reply } from '../../bridge/bridge-end.ts';
import { breakName, readableName } from '../../bridge/name-person.ts';
import { cleanProse } from '../../render/irc/clean-text.ts';
import type { Page } from '../../render/irc/pages.ts';
import { renderAnswer } from '../../render/irc/render-answer.ts';
import { renderEvents } from '../../render/irc/render-events.ts';
import { renderPost, renderSearch } from '../../render/irc/render-search.ts';
import { splitLine } from '../../render/irc/split-line.ts';
import type { IrcView } from '../../render/irc/view.ts';

/** Bytes; a longer one is named by its beginning. */
const LONGEST_QUESTION = 200;

/** What the bot replied on another side, as the first page of what it would say here. */
export function writeReply(reply: Reply, view: Omit<IrcView, 'asker' | 'isRelayed'>): Page {
  const asker = breakName(readableName({ name: reply.asker, id: '' }));
  const [page = []] = renderReply(reply, { ...view, asker, isRelayed: true });
  const [asked] = reply.question === null ? [] : splitLine(cleanProse(reply.question), LONGEST_QUESTION);
  return asked === undefined ? page : [`* ${asker} asks: ${asked}`, ...page];
}

function renderReply(reply: Reply, view: IrcView): readonly Page[] {
  if (reply.type === 'answer') return renderAnswer(reply.answer, view);
  const { found } = reply;
  switch (found.kind) {
    case 'posts':
      return renderSearch(found.result, view);
    case 'events':
      return renderEvents(found.events, view);
    case 'post':
      return [renderPost(found.post, found.opening, view)];
  }
}
