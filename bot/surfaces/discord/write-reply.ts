import type { Found, Reply } from '../../bridge/bridge-end.ts';
import { clipLine, escapeMarkdown } from '../../render/discord/escape-markdown.ts';
import type { DiscordPayload } from '../../render/discord/payload.ts';
import { renderAnswer } from '../../render/discord/render-answer.ts';
import { renderEvents } from '../../render/discord/render-events.ts';
import { renderPost } from '../../render/discord/render-post.ts';
import { cleanSearch, hitsUpTo, renderSearch } from '../../render/discord/render-search.ts';
import type { View } from '../../render/discord/view.ts';

const LONGEST_NAME = 80;
const LONGEST_COMMAND = 200;
const NOBODY = '0';

/** What the bot replied on another side, in the form of this one. */
export function writeReply(reply: Reply, view: View): DiscordPayload {
  const lead = `↪ **${escapeMarkdown(clipLine(reply.asker, LONGEST_NAME))}**`;
  if (reply.type === 'answer') {
    const { question, answer } = reply;
    const state = { asker: NOBODY, skip: 0, question: answer.question, earlier: null };
    return renderAnswer(answer, { state, isPrivate: false, showsQuestion: question !== null, lead }, view);
  }
  const { question, found } = reply;
  const asked = question === null ? '' : ` ${escapeMarkdown(clipLine(question, LONGEST_COMMAND))}`;
  const shown = renderFound(found, view);
  // Where nothing was found, the words are all there is.
  const content = [lead + asked, shown.content].filter(Boolean).join('\n');
  return { ...shown, content };
}

function renderFound(found: Found['found'], view: View): DiscordPayload {
  switch (found.kind) {
    case 'posts': {
      const { result, filters } = found;
      const state = cleanSearch({ asker: NOBODY, page: 0, query: result.query, ...filters });
      const hits = result.hits.slice(0, hitsUpTo(0));
      return renderSearch({ ...result, hits }, state, true, view);
    }
    case 'events':
      return renderEvents(found.events, null, view);
    case 'post':
      return renderPost(found.post, found.opening, view);
  }
}
