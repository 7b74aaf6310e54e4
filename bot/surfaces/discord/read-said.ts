import type { Message } from 'discord.js';
import type { Attachment, Person, SaidEvent } from '../../bridge/bridge-end.ts';
import { readDiscordText } from '../../bridge/text/read-discord-text.ts';
import { cleanSpan, joinSpans, type RichText, unstyled } from '../../bridge/text/rich-text.ts';

/** A message as the bridge wants it. Embeds count only where there is nothing else: feeds and other bots post them. */
export function readSaid(message: Message, now: number): SaidEvent {
  const isMachine = message.author.bot || message.webhookId !== null;
  return {
    type: 'message',
    id: message.id,
    author: readPerson(message),
    body: readBody(message),
    isAction: false,
    isByBot: isMachine,
    isByMachine: isMachine,
    replyTo: readReply(message),
    attachments: readAttachments(message),
    url: message.url,
    at: now,
  };
}

/** The words of a message: its text, a poll's question and answers, or else its embeds' titles; the thread's name stands before them. */
export function readBody(message: Message): RichText {
  const { members, users, roles } = message.mentions;
  const text = readDiscordText(message.content, {
    user: (id) => members?.get(id)?.displayName ?? users.get(id)?.displayName ?? null,
    role: (id) => roles.get(id)?.name ?? null,
    channel: (id) => nameOf(message.client.channels.cache.get(id)),
  });
  const { poll } = message;
  const answers = poll === null ? [] : [...poll.answers.values()].map((answer) => answer.text ?? '');
  const asked = poll === null ? '' : `poll: ${poll.question.text ?? ''} (${answers.join(' / ')})`;
  const isEmpty = text.length === 0 && asked === '' && message.attachments.size === 0;
  const embeds = isEmpty
    ? message.embeds.map(({ title, url }) => [title, url].filter(Boolean).join(' '))
    : [];
  const { channel } = message;
  const place = channel.isThread() ? unstyled(`[${cleanSpan(channel.name).replaceAll('\n', ' ')}] `) : [];
  const body = [...text, ...unstyled([asked, ...embeds].filter(Boolean).join('\n'))];
  return joinSpans(body.length === 0 ? [] : [...place, ...body]);
}

function readPerson(message: Message): Person {
  const { author, member, channel } = message;
  const isModerator =
    member !== null && !channel.isDMBased() && channel.permissionsFor(member).has('ManageMessages');
  return { id: author.id, name: member?.displayName ?? author.displayName, isModerator };
}

function readReply(message: Message): SaidEvent['replyTo'] {
  const id = message.reference?.messageId;
  if (id === undefined) return null;
  const meant = message.channel.messages.cache.get(id);
  const name =
    meant?.member?.displayName ?? meant?.author.displayName ?? message.mentions.repliedUser?.displayName;
  return name === undefined ? null : { name, id };
}

function readAttachments(message: Message): Attachment[] {
  const files = [...message.attachments.values()].map(({ name, url }) => ({ name, url }));
  const stickers = [...message.stickers.values()].map(({ name, url }) => ({ name, url }));
  return [...files, ...stickers];
}

function nameOf(channel: object | undefined): string | null {
  return channel !== undefined && 'name' in channel && typeof channel.name === 'string' ? channel.name : null;
}
