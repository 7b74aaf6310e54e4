import type { Index } from '../../../indexer/open-index.ts';
import { timestamp } from './cite-post.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, payload } from './payload.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

/** What the bot knows: counts, version, the newest post. */
export function renderAbout({ posts, events }: Index, version: string, view: View): DiscordPayload {
  const texts = textsOf(view);
  const dates = posts.map((post) => post.updated ?? post.published).sort();
  const newest = dates.at(-1);
  const values = {
    community: escapeMarkdown(view.community.name),
    posts: posts.length,
    events: events.length,
    version,
    newest: newest === undefined ? '–' : timestamp(newest, 'D'),
  };
  return payload({ description: `${fill(texts.about, values)}\n${texts.aboutHow}` });
}

/** The commands with their descriptions, and the other ways to ask. */
export function renderHelp(botId: string, view: View): DiscordPayload {
  const texts = textsOf(view);
  const listed = (
    ['ask', 'search', 'post', 'events', 'event', 'remind', 'gaps', 'contribute', 'about', 'settings'] as const
  ).map((key) => `\`/${texts.commands[key].name}\` ${texts.commands[key].description}`);
  return payload({
    description: [
      ...listed,
      '',
      fill(texts.helpMention, { bot: `<@${botId}>` }),
      fill(texts.helpMenu, { menu: `**${texts.commands.answer.name}**` }),
    ].join('\n'),
  });
}
