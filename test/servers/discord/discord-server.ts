import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { checkChoices, checkCommands, checkMessage, invalidFormBody } from './check-payload.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { nextSnowflake } from './snowflakes.ts';
import * as world from './world.ts';
import type { Message, User } from './world.ts';

type Json = Record<string, unknown>;

/** What the bot sent by REST, and how it was answered. */
export interface Request {
  readonly method: string;
  /** Without the version: `/channels/3/messages`. */
  readonly path: string;
  readonly query: string;
  readonly body: Json;
  readonly status: number;
  /** As `performance.now()`, when the request was there. */
  readonly at: number;
}

/** An interaction on its way: what the bot answered to it, as the person sees it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** The type of the first answer: 4 a message, 5 deferred, 6 deferred update, 7 an update, 8 choices. */
  readonly kind: () => Promise<number>;
  /** The message, once it is there: sent at once, or edited into a deferred one. */
  readonly message: () => Promise<Message>;
  readonly choices: () => Promise<readonly { name: string; value: string }[]>;
  /** Further messages by the same token. */
  readonly followUps: readonly Message[];
}

/** A refusal of requests to come. */
interface Refusal {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
  times: number;
}

interface Pending extends Interaction {
  callback: { type: number; data?: Json } | null;
  original: Message | null;
  readonly user: User;
  readonly channel: string;
  readonly guild: string | undefined;
  readonly followUps: Message[];
  readonly source: Message | undefined;
  isExpired: boolean;
}

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
}

/** Milliseconds that a test waits for what must come. */
const PATIENCE = 10_000;

export interface DiscordServer extends AsyncDisposable {
  /** For `rest.api`. */
  readonly api: string;
  readonly gateway: Gateway;
  readonly requests: readonly Request[];
  /** Registered commands by scope: `global` or a guild's id. */
  readonly commands: ReadonlyMap<string, readonly Json[]>;
  /** Messages that exist, by id. */
  readonly messages: ReadonlyMap<string, Message>;
  slash(name: string, options?: Json, where?: Where): Interaction;
  /** Types into an option: `{ query: 'arp' }`; the last one has the focus. */
  complete(name: string, options: Json, where?: Where): Interaction;
  /** The context menu of a message. */
  menu(name: string, target: Message, where?: Where): Interaction;
  press(message: Message, label: string, where?: Where): Interaction;
  /** Says something as a person (or a bot, or a webhook); mentions are taken from the text. */
  say(content: string, where?: Where & { replyTo?: Message; more?: Json }): Message;
  /** The n-th message (from 0) of the bot in a channel that is no answer to an interaction. */
  reply(n?: number): Promise<Message>;
  refuse(refusal: Omit<Refusal, 'times'> & { times?: number }): void;
  /** As after 15 minutes: the tokens of all interactions so far mean nothing any more. */
  expireTokens(): void;
  until<T>(what: string, find: () => T | null | undefined | false): Promise<T>;
}

export interface DiscordServerOptions {
  readonly token?: string;
  readonly forbiddenIntents?: number;
  /** Flags of the application: 1 << 19 allows message content. */
  readonly flags?: number;
  readonly shards?: number;
  /** What the bot may do in the guild. */
  readonly permissions?: bigint;
}

/** Speaks Discord's REST and gateway (v10) on a loopback port, as far as this project uses them. */
export async function startDiscordServer({
  token = 'good-token',
  forbiddenIntents = 0,
  flags = 1 << 19,
  shards = 1,
  permissions = world.BOT_PERMISSIONS,
}: DiscordServerOptions = {}): Promise<DiscordServer> {
  const requests: Request[] = [];
  const commands = new Map<string, Json[]>();
  const messages = new Map<string, Message>();
  const interactions = new Map<string, Pending>();
  const spoken: Message[] = [];
  const refusals: Refusal[] = [];
  const waiting = new Set<() => void>();

  const server = createServer((request, response) => void serve(request, response));
  const gateway = openGateway(server, {
    token,
    forbiddenIntents,
    ready: () => ({
      user: world.BOT,
      guilds: [{ id: world.GUILD, unavailable: true }],
      application: { id: world.APPLICATION, flags },
    }),
    heard: wakeAll,
    greet: () => [['GUILD_CREATE', world.guildData(permissions)]],
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const method = request.method ?? 'GET';
    const body = (text === '' ? {} : JSON.parse(text)) as Json;
    const isAllowed =
      request.headers.authorization === `Bot ${token}` || /^\/(?:interactions|webhooks)\//.test(path);
    const answer = isAllowed
      ? route(method, path, body, url.searchParams)
      : fail(401, 0, '401: Unauthorized');
    const headers: Record<string, string> = {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '999',
      ...answer.headers,
    };
    // A 204 with a JSON content type makes clients parse nothing.
    if (answer.status === 204) response.writeHead(204, headers).end();
    else
      response
        .writeHead(answer.status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(answer.body));
    requests.push({ method, path, query: url.search, body, status: answer.status, at });
    wakeAll();
  }

  function wakeAll(): void {
    for (const wake of waiting) wake();
  }

  interface Reply {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
  }
  const ok = (body: unknown): Reply => ({ status: 200, body });
  const nothing: Reply = { status: 204 };
  const fail = (status: number, code: number, message: string): Reply => ({
    status,
    body: { code, message },
  });

  function route(method: string, path: string, body: Json, query: URLSearchParams): Reply {
    const refusal = refusals.find((one) => one.times > 0 && one.method === method && one.path.test(path));
    if (refusal) {
      refusal.times--;
      return { status: refusal.status, body: refusal.body, headers: refusal.headers ?? {} };
    }
    const steps = path.split('/').slice(1);
    const [first, second = '', third = '', fourth = '', fifth = ''] = steps;
    if (path === '/gateway/bot') return ok(gatewayInformation());
    if (path === '/users/@me') return ok(world.BOT);
    if (path === '/applications/@me') return ok({ id: world.APPLICATION, name: 'almanac', flags });
    if (first === 'applications') return commandsRoute(method, third === 'guilds' ? fourth : 'global', body);
    if (first === 'interactions') return callbackRoute(second, third, body, query);
    if (first === 'webhooks') return webhookRoute(method, third, fifth, body);
    if (first === 'channels' && third === 'messages')
      return messagesRoute(method, second, fourth, fifth, body);
    if (first === 'channels' && third === 'typing') return nothing;
    return fail(404, 0, '404: Not Found');
  }

  function gatewayInformation(): object {
    return {
      url: `ws://127.0.0.1:${port}/gateway`,
      shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    };
  }

  function commandsRoute(method: string, scope: string, body: Json): Reply {
    if (method === 'GET') return ok(commands.get(scope) ?? []);
    const wanted = body as unknown as Json[];
    const faults = checkCommands(wanted);
    if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
    // The real server fills in what was left out.
    const kept = wanted.map((command) => ({
      ...command,
      id: nextSnowflake(),
      application_id: world.APPLICATION,
      version: nextSnowflake(),
      type: command.type ?? 1,
      description: command.description ?? '',
      default_member_permissions: command.default_member_permissions ?? null,
      nsfw: false,
      ...(scope === 'global' ? {} : { guild_id: scope }),
    }));
    commands.set(scope, kept);
    return ok(kept);
  }

  function callbackRoute(id: string, token: string, body: Json, query: URLSearchParams): Reply {
    const pending = interactions.get(token);
    if (pending?.id !== id || pending.isExpired) return fail(404, 10062, 'Unknown interaction');
    if (pending.callback !== null) return fail(400, 40060, 'Interaction has already been acknowledged.');
    const type = body.type as number;
    const data = (body.data ?? {}) as Json;
    const faults = type === 8 ? checkChoices(data) : type === 4 || type === 7 ? checkMessage(data) : [];
    if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
    pending.callback = { type, data };
    if (type === 4) pending.original = keep(pending, data);
    if (type === 5) pending.original = keep(pending, { ...data, content: '' });
    if (type === 6) pending.original = pending.source ?? null;
    if (type === 7 && pending.source) pending.original = Object.assign(pending.source, data);
    if (query.get('with_response') !== 'true') return nothing;
    const interaction = { id, type: 2, response_message_id: pending.original?.id };
    return ok({ interaction, resource: { type, message: pending.original } });
  }

  function webhookRoute(method: string, token: string, message: string, body: Json): Reply {
    const pending = interactions.get(token);
    if (!pending) return fail(404, 10015, 'Unknown Webhook');
    if (pending.isExpired) return fail(401, 50027, 'Invalid Webhook Token');
    const target = message === '@original' ? pending.original : messages.get(message);
    if (method !== 'POST' && !target) return fail(404, 10008, 'Unknown Message');
    if (method === 'GET') return ok(target);
    if (method === 'DELETE') {
      messages.delete(target?.id ?? '');
      return nothing;
    }
    const faults = checkMessage(method === 'PATCH' ? { ...target, ...body } : body);
    if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
    if (method === 'PATCH')
      return ok(Object.assign(target as Message, body, { edited_timestamp: new Date().toISOString() }));
    const followUp = keep(pending, body);
    pending.followUps.push(followUp);
    return ok(followUp);
  }

  function messagesRoute(method: string, channel: string, id: string, below: string, body: Json): Reply {
    if (method === 'POST' && id === '') {
      const faults = checkMessage(body);
      if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
      const guild = channel === world.DM_CHANNEL ? undefined : world.GUILD;
      const message = world.makeMessage(world.BOT, channel, body, guild);
      messages.set(message.id, message);
      spoken.push(message);
      return ok(message);
    }
    const message = messages.get(id);
    if (!message) return fail(404, 10008, 'Unknown Message');
    if (method === 'POST' && below === 'threads') {
      const thread = { id, type: 11, guild_id: world.GUILD, parent_id: channel, name: body.name };
      return ok({
        ...thread,
        thread_metadata: { archived: false, auto_archive_duration: 1440, locked: false },
      });
    }
    if (method === 'DELETE') messages.delete(id);
    return method === 'DELETE' ? nothing : ok(message);
  }

  function keep(pending: Pending, data: Json): Message {
    const more = {
      ...data,
      interaction_metadata: {
        id: pending.id,
        type: 2,
        user: pending.user,
        authorizing_integration_owners: {},
      },
    };
    const message = world.makeMessage(world.BOT, pending.channel, more, pending.guild);
    messages.set(message.id, message);
    return message;
  }

  function until<T>(what: string, find: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = find();
        if (found === null || found === undefined || found === false) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`no ${what} within ${PATIENCE} ms`));
      }, PATIENCE);
      waiting.add(check);
      check();
    });
  }

  function interact(type: number, data: Json, where: Where, source?: Message): Interaction {
    const { user = world.somebody(), locale = 'en-US', guildLocale = 'en-US', permissions = '0' } = where;
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
        : { member: world.makeMember(user, permissions), guild_id: guild, guild_locale: guildLocale };
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
      app_permissions: String(permissions),
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
    return {
      id: '500000000000000001',
      name,
      type: 1,
      options: Object.entries(options).map(([key, value]) => ({
        name: key,
        type: optionType(key, value),
        value,
        ...(key === focused ? { focused: true } : {}),
      })),
      resolved: {
        users: Object.fromEntries(users.map(([, id]) => [id, world.makeUser(String(id), 'someone')])),
        channels: Object.fromEntries(
          channels.map((id) => [id, { id, type: 0, name: 'general', permissions: '0' }]),
        ),
      },
    };
  }

  return {
    api: `http://127.0.0.1:${port}/api`,
    gateway,
    requests,
    commands,
    messages,
    until,
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
    say(content, { replyTo, more = {}, ...where } = {}) {
      const { user = world.somebody() } = where;
      const guild = where.guild === null ? undefined : (where.guild ?? world.GUILD);
      const channel = where.channel ?? (guild === undefined ? world.DM_CHANNEL : world.CHANNEL);
      const isMentioned = content.includes(`<@${world.BOT.id}>`) || replyTo?.author.id === world.BOT.id;
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
      const member = guild === undefined ? {} : { member: world.makeMember(user) };
      gateway.dispatch('MESSAGE_CREATE', {
        ...message,
        ...member,
        ...(guild === undefined ? { channel_type: 1 } : {}),
      });
      return message;
    },
    reply: (n = 0) => until(`reply ${n}`, () => spoken[n]),
    refuse: (refusal) => void refusals.push({ times: 1, ...refusal }),
    expireTokens() {
      for (const pending of interactions.values()) pending.isExpired = true;
    },
    async [Symbol.asyncDispose]() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
