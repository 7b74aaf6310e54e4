import { createHash } from 'node:crypto';
import { type APIMessage, MessageFlags, Routes } from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import type { Message, Sender } from '../../reminders/send-once.ts';
import { Undeliverable } from '../../reminders/undeliverable.ts';
import { codeOf, isUnreachable } from './describe-error.ts';

/** Discord's codes for channels whose messages the bot may not read. */
const UNREADABLE = new Set([50001, 50013]);
const LONGEST = 2_000;
/** Messages of a channel that are looked through, as many as one request gives. */
const LOOKED_THROUGH = 100;
/** Characters that a nonce may have. */
const NONCE = 25;
const MOST_CHANNELS = 1_000;

/**
 * Sends to `@person` by direct message and to `#channel`, by REST alone, so that it works beside shards. Nobody is
 * pinged. Discord itself drops a message with a nonce that it has seen within the last minutes; for what may have
 * been sent before that, the last messages there are looked through.
 */
export function createDiscordSender(rest: Pick<REST, 'get' | 'post'>): Sender {
  const directs = new Map<string, string>();
  let self: Promise<string> | null = null;

  const askSelf = (): Promise<string> => {
    self ??= (rest.get(Routes.user()) as Promise<{ id: string }>).then(({ id }) => id);
    self.catch(() => {
      self = null;
    });
    return self;
  };
  const channelOf = async (target: string): Promise<string> => {
    const id = target.slice(1);
    if (target.startsWith('#')) return id;
    const known = directs.get(id);
    if (known !== undefined) return known;
    const body = { recipient_id: id };
    const opened = (await rest.post(Routes.userChannels(), { body })) as { id: string };
    if (directs.size >= MOST_CHANNELS) directs.clear();
    directs.set(id, opened.id);
    return opened.id;
  };
  const reach = async <T>(target: string, act: (channel: string) => Promise<T>): Promise<T> => {
    try {
      return await act(await channelOf(target));
    } catch (error) {
      // The address of the request is left out of what is told.
      const { message } = error as Error;
      if (isUnreachable(error)) throw new Undeliverable(message, { cause: error });
      throw error;
    }
  };

  return {
    async send({ key, label, text, target }) {
      const body = {
        content: contentOf(label, text),
        nonce: createHash('sha256').update(key).digest('hex').slice(0, NONCE),
        enforce_nonce: true,
        allowed_mentions: { parse: [] },
        flags: MessageFlags.SuppressEmbeds,
      };
      await reach(target, (channel) => rest.post(Routes.channelMessages(channel), { body }));
    },
    async hasArrived({ label, text, target }: Message) {
      const me = await askSelf();
      const end = contentOf(label, text).slice(label.length);
      const query = new URLSearchParams({ limit: String(LOOKED_THROUGH) });
      const last = await reach(target, (channel) =>
        rest.get(Routes.channelMessages(channel), { query }).catch((error) => {
          // Who may not read there what was said can't tell.
          if (UNREADABLE.has(codeOf(error) ?? 0)) return null;
          throw error;
        }),
      );
      if (last === null) return null;
      return (last as APIMessage[]).some(({ author, content }) => author.id === me && content.endsWith(end));
    },
  };
}

function contentOf(label: string, text: string): string {
  return `${label}${text}`.slice(0, LONGEST);
}
