import type { GapGroup } from '../../gaps/group-gaps.ts';
import { writeCommand } from '../gaps.ts';
import { writeLink } from '../write-link.ts';
import { safeLink } from './cite-post.ts';
import { cleanText, clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, LIMITS, notice, payload } from './payload.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

const MOST_GROUPS = 10;
const LONGEST_QUESTION = 120;
/** Ten of them, with their questions, stay below a description's 4,096 characters. */
const LONGEST_LINK = 200;

/** What should be written next, the most wanted first: ten gaps at most, each with where or how to write it. */
export function renderGaps(groups: readonly GapGroup[], writeUrl: string | null, view: View): DiscordPayload {
  const texts = textsOf(view);
  if (groups.length === 0) return notice(texts.noGaps);
  let description = '';
  for (const [index, group] of groups.slice(0, MOST_GROUPS).entries()) {
    const counts = [
      ...(group.declined > 0 ? [fill(texts.gapDeclined, { count: group.declined })] : []),
      ...(group.wrong > 0 ? [fill(texts.gapWrong, { count: group.wrong })] : []),
    ].join(', ');
    const question = clipLine(group.question, LONGEST_QUESTION);
    const item = `**${index + 1}.** ${escapeMarkdown(question)}\n${counts} · ${write(question, writeUrl, view)}\n\n`;
    if (description.length + item.length <= LIMITS.description) description += item;
  }
  return payload({ title: texts.gapsTitle, description: description.trimEnd() });
}

function write(question: string, writeUrl: string | null, view: View): string {
  const { writeThis } = textsOf(view);
  const link = safeLink(writeLink(question, writeUrl), LONGEST_LINK) ?? safeLink(writeUrl, LONGEST_LINK);
  if (link !== null) return `[${writeThis}](${link})`;
  return `${writeThis}: \`${cleanText(writeCommand({ question })).replaceAll('`', '’')}\``;
}
