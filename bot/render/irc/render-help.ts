import { clip } from './cite-post.ts';
import type { Page } from './pages.ts';
import type { IrcView } from './view.ts';

/** What the bot can be asked, in three lines. */
export function renderHelp({ community, prefix }: IrcView): Page {
  const command = (text: string) => `${prefix}${text}`;
  return [
    `I quote what the posts of ${clip(community.name, 80)} say, and cite them. ${command('ask QUESTION')} (… | NICK: for somebody else), ${command('more')}: the rest of an answer,`,
    `${command('search WORDS')}, ${command('post N')}: a post of the last list, ${command('events')} (… WORDS), ${command('remind EVENT day')}, ${command('help')}. Here by my nick, or in private without any sign.`,
    `To add to the posts: ${command('gaps')}: what nobody has written yet, ${command('tellme')}: once your last question is answered, ${command('learn TITLE | TEXT')}, ${command('save N')}: the last N lines.`,
  ];
}
