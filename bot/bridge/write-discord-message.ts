import type { Outgoing, Person, Reply } from './bridge-end.ts';
import { hash, namePeople, readableName } from './name-person.ts';
import { unstyled } from './text/rich-text.ts';
import { writeDiscordText } from './text/write-discord-text.ts';

/** What a webhook is told to post. */
export interface DiscordMessage {
  /** `null`: the bot's own name. */
  readonly username: string | null;
  readonly avatar: string | null;
  /** At most 2,000 characters. */
  readonly content: string;
}

const LONGEST = 2_000;
/** Pictures that Discord gives to people who have none: as many as these. */
const AVATARS = 6;

/** What happened on another side as a message on Discord. Nothing in it mentions anybody. Replies have a form of their own. */
export function writeDiscordMessage(
  outgoing: Exclude<Outgoing, Reply | { type: 'delete' }>,
  linkTo: (id: string) => string | null,
): DiscordMessage {
  switch (outgoing.type) {
    case 'message': {
      const { author, body, isAction, replyTo, replyToId, attachments } = outgoing;
      const text = writeDiscordText(body);
      const files = attachments.map(({ name, url }) => writeDiscordText(unstyled(`${name} ${url}`)));
      const said = isAction ? `*${text}*` : text;
      const reply =
        replyTo === null ? '' : writeReply(replyTo.name, replyToId === null ? null : linkTo(replyToId));
      return { ...faceOf(author), content: clip([reply + said, ...files].filter(Boolean).join('\n')) };
    }
    case 'edit':
      return { ...faceOf(outgoing.author), content: clip(writeDiscordText(outgoing.body)) };
    case 'presence': {
      const { people, change, from } = outgoing;
      const text = `${namePeople(people, readableName)} ${change} ${from}`;
      return { username: null, avatar: null, content: clip(`-# ${writeDiscordText(unstyled(text))}`) };
    }
    case 'notice':
      return {
        username: null,
        avatar: null,
        content: clip(`-# ${writeDiscordText(unstyled(outgoing.text))}`),
      };
  }
}

/** A webhook can't reply: the name stands for it, as a link where the message is known. */
function writeReply(name: string | null, link: string | null): string {
  if (name === null && link === null) return '';
  const shown = name === null ? '' : ` ${writeDiscordText(unstyled(readableName({ name, id: '' })))}`;
  return link === null ? `↪ **${shown.slice(1)}** ` : `[↪${shown}](<${link}>) `;
}

/** Discord refuses some names for webhooks; a break makes them pass. */
function faceOf(author: Person): Pick<DiscordMessage, 'username' | 'avatar'> {
  const name = readableName(author)
    .replace(/(?<=disc)(?=ord)|(?<=cly)(?=de)/gi, '\u200b')
    .replace(/^(every|he)(one|re)$/i, '$1\u200b$2');
  const avatar = `https://cdn.discordapp.com/embed/avatars/${hash(readableName(author)) % AVATARS}.png`;
  return { username: name.slice(0, 80), avatar };
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 2).replace(/[\ud800-\udbff\\]$/, '')} …`;
}
