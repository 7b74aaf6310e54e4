import type { Client, GuildTextBasedChannel, Message, PartialMessage, Webhook } from 'discord.js';
import type { BridgeEnd, EndListener, Outgoing, Reply } from '../../bridge/bridge-end.ts';
import { addMentions } from '../../bridge/add-mentions.ts';
import { plainText } from '../../bridge/text/rich-text.ts';
import { type DiscordMessage, writeDiscordMessage } from '../../bridge/write-discord-message.ts';
import { clipLine, escapeMarkdown } from '../../render/discord/escape-markdown.ts';
import type { View } from '../../render/discord/view.ts';
import { codeOf, describeError } from './describe-error.ts';
import { readBody, readSaid } from './read-said.ts';
import { linkTo } from './respond.ts';
import { writeReply } from './write-reply.ts';

/** A channel as a side of a bridge, told by its surface what happens there. */
export interface DiscordEnd extends BridgeEnd {
  readonly channel: string;
  hear(message: Message): void;
  hearEdit(message: Message | PartialMessage): void;
  hearDelete(id: string): void;
  hearReply(reply: Reply): void;
  hearUp(): void;
}

export interface DiscordEndOptions {
  readonly channel: string;
  readonly client: Client;
  readonly view: () => View;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

const WEBHOOK_NAME = 'Almanac bridge';
const UNKNOWN_WEBHOOK = 10_015;
const UNKNOWN_MESSAGE = 10_008;
/** Milliseconds until a send that failed on the way is tried again, if nothing tells that Discord is back. */
const RETRY = 5_000;
const LONGEST_NAME = 80;
const nobody = { parse: [] } as const;

/** Speaks through a webhook, as the people on the other sides; without the permission for one, as itself. */
export function createDiscordEnd({ channel: id, client, view, now, log }: DiscordEndOptions): DiscordEnd {
  let listener: EndListener | null = null;
  let webhook: Promise<Webhook | null> | null = null;

  const isOwn = async (message: Message): Promise<boolean> => {
    if (message.author.id === client.user?.id) return true;
    return message.webhookId !== null && message.webhookId === (await webhook?.catch(() => null))?.id;
  };
  const find = async (): Promise<GuildTextBasedChannel> => {
    const channel = await client.channels.fetch(id);
    if (channel?.isTextBased() && !channel.isDMBased()) return channel;
    throw new Error(`${id} is no text channel of a server`);
  };
  const findWebhook = async (channel: GuildTextBasedChannel): Promise<Webhook | null> => {
    if (!('fetchWebhooks' in channel)) return null;
    try {
      const known = await channel.fetchWebhooks();
      const own = known.find(({ owner, token }) => owner?.id === client.user?.id && token !== null);
      return own ?? (await channel.createWebhook({ name: WEBHOOK_NAME }));
    } catch (error) {
      if (codeOf(error) === null) throw error;
      log(`discord: ${id}: no webhook, so the bridge speaks as the bot: ${describeError(error)}`);
      return null;
    }
  };
  /** One webhook for all; asked for again when that failed on the way. */
  const openWebhook = (channel: GuildTextBasedChannel): Promise<Webhook | null> => {
    webhook ??= findWebhook(channel).catch((error) => {
      webhook = null;
      throw error;
    });
    return webhook;
  };
  const post = async (channel: GuildTextBasedChannel, message: DiscordMessage): Promise<Message | null> => {
    const { username, avatar } = message;
    if (message.content === '') return null;
    const hook = username === null ? null : await openWebhook(channel);
    if (hook !== null && username !== null) {
      const { content, people } = addMentions(message.content, (name) => findMember(channel, name));
      return hook.send({
        username,
        content,
        allowedMentions: { parse: [], users: people },
        ...(avatar ? { avatarURL: avatar } : {}),
      });
    }
    const name = username === null ? '' : `**<${escapeMarkdown(clipLine(username, LONGEST_NAME))}>** `;
    return channel.send({ content: (name + message.content).slice(0, 2_000), allowedMentions: nobody });
  };
  /** What was deleted there meanwhile need not be changed. */
  const change = async (
    copies: readonly string[],
    act: (copy: string) => Promise<unknown>,
  ): Promise<void> => {
    for (const copy of copies) {
      await act(copy).catch((error) => {
        if (codeOf(error) !== UNKNOWN_MESSAGE) throw error;
      });
    }
  };
  /** The message that it became; `null`: none, or one that was there. */
  const show = async (outgoing: Outgoing): Promise<Message | null> => {
    const channel = await find();
    switch (outgoing.type) {
      case 'edit': {
        const hook = await openWebhook(channel);
        const { content } = writeDiscordMessage(outgoing, () => null);
        await change(outgoing.copies, async (copy) =>
          hook?.editMessage(copy, { content, allowedMentions: nobody }),
        );
        return null;
      }
      case 'delete': {
        const hook = await openWebhook(channel);
        await change(outgoing.copies, async (copy) => hook?.deleteMessage(copy));
        return null;
      }
      case 'answer':
      case 'found':
        return channel.send(writeReply(outgoing, view()));
      default: {
        const link = (copy: string) => linkTo(channel.guildId, id, copy);
        return post(channel, writeDiscordMessage(await nameReply(channel, outgoing), link));
      }
    }
  };

  return {
    id: `discord:${id}`,
    name: 'Discord',
    channel: id,
    listen(given) {
      listener = given;
    },
    async send(outgoing, onNamed) {
      try {
        const sent = await show(outgoing);
        if (sent !== null) onNamed(sent.id);
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code !== null && code !== UNKNOWN_WEBHOOK) throw error;
        // Discord can't be reached, or somebody deleted the webhook: a new one is made.
        if (code === UNKNOWN_WEBHOOK) webhook = null;
        else log(`discord: ${id}: ${describeError(error)}`);
        setTimeout(() => listener?.onUp(), code === UNKNOWN_WEBHOOK ? 0 : RETRY).unref();
        return false;
      }
    },
    async hear(message) {
      if (message.system || (await isOwn(message))) return;
      const said = readSaid(message, now());
      if (plainText(said.body) === '' && said.attachments.length === 0) return;
      listener?.onEvent(said);
    },
    async hearEdit(message) {
      if (message.partial || (await isOwn(message))) return;
      listener?.onEvent({ type: 'edit', id: message.id, body: readBody(message), at: now() });
    },
    hearDelete: (message) => listener?.onEvent({ type: 'delete', id: message, at: now() }),
    hearReply: (reply) => listener?.onEvent({ ...reply, at: now() }),
    hearUp: () => listener?.onUp(),
  };
}

/** Who is replied to is asked of Discord where only the message is known: it was relayed before a restart. */
async function nameReply<O extends Outgoing>(channel: GuildTextBasedChannel, outgoing: O): Promise<O> {
  if (outgoing.type !== 'message' || outgoing.replyToId === null || outgoing.replyTo?.name !== null)
    return outgoing;
  const meant = await channel.messages.fetch(outgoing.replyToId).catch(() => null);
  const name = meant?.member?.displayName ?? meant?.author.displayName ?? null;
  return { ...outgoing, replyTo: { ...outgoing.replyTo, name } };
}

/** The id of the one person known here by that name. */
function findMember({ guild }: GuildTextBasedChannel, name: string): string | null {
  const wanted = name.toLowerCase();
  const found = guild.members.cache.filter(
    ({ displayName, user }) => displayName.toLowerCase() === wanted || user.username.toLowerCase() === wanted,
  );
  return found.size === 1 ? (found.firstKey() ?? null) : null;
}
