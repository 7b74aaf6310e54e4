import type { Gateway } from './gateway.ts';
import { nextSnowflake } from './snowflakes.ts';
import type { Interaction, Json, Pending, State } from './state.ts';
import * as world from './world.ts';
import type { Message, User } from './world.ts';

export interface Where {
  /** Somebody new, unless a test says who. */
  readonly user?: User;
  readonly channel?: string;
  /** `null`: in a direct message. */
  readonly guild?: string | null;
  readonly locale?: string;
  readonly guildLocale?: string;
  /** The member's permission bits. */
  readonly permissions?: string;
  /** Ids of the member's roles. */
  readonly roles?: readonly string[];
}

/** What people do on Discord. */
export interface People {
  /** `remind list` is the subcommand of a command. */
  slash(name: string, options?: Json, where?: Where): Interaction;
  /** Types into an option: `{ query: 'arp' }`; the last one has the focus. */
  complete(name: string, options: Json, where?: Where): Interaction;
  /** The context menu of a message. */
  menu(name: string, target: Message, where?: Where): Interaction;
  press(message: Message, label: string, where?: Where): Interaction;
  /** Fills in a form that was shown: the fields that are given, the others as they were. */
  submit(form: Json, values: Record<string, string>, where?: Where, source?: Message): Interaction;
  /**
   * Says something as a person (or a bot, or a webhook); mentions are taken from the text, and a reply
   * pings unless that is switched off.
   */
  say(content: string, where?: Where & { replyTo?: Message; pings?: boolean; more?: Json }): Message;
  edit(message: Message, content: string): void;
  erase(message: Message): void;
}

export function createPeople(
  { messages, interactions, until }: State,
  gateway: Gateway,
  appPermissions: bigint,
): People {
  function interact(type: number, data: Json, where: Where, source?: Message): Interaction {
    const {
      user = world.somebody(),
      locale = 'en-US',
      guildLocale = 'en-US',
      permissions = '0',
      roles,
    } = where;
    const guild = where.guild === null ? undefined : (where.guild ?? world.GUILD);
    const channel = where.channel ?? (guild === undefined ? world.DM_CHANNEL : world.CHANNEL);
    const id = nextSnowflake();
    const pending: Pending = {
      id,
      token: `token-${id}`,
      user,
      channel,
      guild,
      source,
      callback: null,
      original: null,
      followUps: [],
      isExpired: false,
      kind: async () => (await until('callback', () => pending.callback)).type,
      form: async () => {
        const { data } = await until('form', () => (pending.callback?.type === 9 ? pending.callback : null));
        return data ?? {};
      },
      choices: async () => {
        const { data: given } = await until('choices', () => pending.callback);
        return (given?.choices ?? []) as { name: string; value: string }[];
      },
      message: () =>
        until('message', () =>
          pending.original &&
          pending.original !== source &&
          (pending.original.content || pending.original.embeds.length > 0)
            ? pending.original
            : pending.callback?.type === 7
              ? pending.original
              : null,
        ),
    };
    interactions.set(pending.token, pending);
    const who =
      guild === undefined
        ? { user }
        : { member: world.makeMember(user, permissions, roles), guild_id: guild, guild_locale: guildLocale };
    gateway.dispatch('INTERACTION_CREATE', {
      id,
      application_id: world.APPLICATION,
      type,
      token: pending.token,
      version: 1,
      channel_id: channel,
      channel: { id: channel, type: guild === undefined ? 1 : 0 },
      data,
      locale,
      app_permissions: String(appPermissions),
      entitlements: [],
      authorizing_integration_owners: {},
      context: guild === undefined ? 1 : 0,
      attachment_size_limit: 10_485_760,
      ...who,
      ...(source ? { message: source } : {}),
    });
    return pending;
  }

  const optionType = (name: string, value: unknown) =>
    typeof value === 'boolean' ? 5 : name === 'mention' ? 6 : name === 'channel' ? 7 : 3;

  function commandData(name: string, options: Json, focused?: string): Json {
    const users = Object.entries(options).filter(([key]) => key === 'mention');
    const channels = Object.values(options).filter((value) => value === world.CHANNEL);
    const [command, subcommand] = name.split(' ');
    const given = Object.entries(options).map(([key, value]) => ({
      name: key,
      type: optionType(key, value),
      value,
      ...(key === focused ? { focused: true } : {}),
    }));
    return {
      id: '500000000000000001',
      name: command,
      type: 1,
      options: subcommand === undefined ? given : [{ name: subcommand, type: 1, options: given }],
      resolved: {
        users: Object.fromEntries(users.map(([, id]) => [id, world.makeUser(String(id), 'someone')])),
        channels: Object.fromEntries(
          channels.map((id) => [id, { id, type: 0, name: 'general', permissions: '0' }]),
        ),
      },
    };
  }

  return {
    slash: (name, options = {}, where = {}) => interact(2, commandData(name, options), where),
    complete: (name, options, where = {}) =>
      interact(4, commandData(name, options, Object.keys(options).at(-1)), where),
    menu: (name, target, where = {}) =>
      interact(
        2,
        {
          id: '500000000000000002',
          name,
          type: 3,
          target_id: target.id,
          resolved: { messages: { [target.id]: target } },
        },
        where,
      ),
    press(message, label, where = {}) {
      const buttons = message.components.flatMap((row) => row.components);
      const button = buttons.find((one) => one.label === label);
      if (!button) throw new Error(`no button ${label}, but: ${buttons.map((one) => one.label).join(', ')}`);
      return interact(3, { custom_id: button.custom_id, component_type: 2 }, where, message);
    },
    submit(form, values, where = {}, source) {
      const labels = form.components as { component: { custom_id: string; value?: string } }[];
      const components = labels.map(({ component: { custom_id, value = '' } }) => ({
        type: 18,
        component: { type: 4, custom_id, value: values[custom_id] ?? value },
      }));
      return interact(5, { custom_id: form.custom_id, components }, where, source);
    },
    edit(message, content) {
      message.content = content;
      const shown = { ...message, edited_timestamp: new Date().toISOString() };
      gateway.dispatch('MESSAGE_UPDATE', { ...shown, member: world.makeMember(message.author) });
    },
    erase({ id, channel_id, guild_id }) {
      messages.delete(id);
      gateway.dispatch('MESSAGE_DELETE', { id, channel_id, guild_id });
    },
    say(content, { replyTo, pings = true, more = {}, ...where } = {}) {
      const { user = world.somebody() } = where;
      const guild = where.guild === null ? undefined : (where.guild ?? world.GUILD);
      const channel = where.channel ?? (guild === undefined ? world.DM_CHANNEL : world.CHANNEL);
      const isMentioned =
        content.includes(`<@${world.BOT.id}>`) || (pings && replyTo?.author.id === world.BOT.id);
      const reference = replyTo && {
        message_reference: { message_id: replyTo.id, channel_id: channel, guild_id: guild },
        referenced_message: replyTo,
        type: 19,
      };
      const message = world.makeMessage(
        user,
        channel,
        { content, mentions: isMentioned ? [world.BOT] : [], ...reference, ...more },
        guild,
      );
      messages.set(message.id, message);
      const member = guild === undefined ? {} : { member: world.makeMember(user, where.permissions) };
      const shown = {
        ...world.hide(message, gateway.intents),
        ...(replyTo ? { referenced_message: world.hide(replyTo, gateway.intents) } : {}),
      };
      gateway.dispatch('MESSAGE_CREATE', {
        ...shown,
        ...member,
        ...(guild === undefined ? { channel_type: 1 } : {}),
      });
      return message;
    },
  };
}
