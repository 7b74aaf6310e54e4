import {
  checkChoices,
  checkCommands,
  checkForm,
  checkMessage,
  checkScheduled,
  invalidFormBody,
} from './check-payload.ts';
import { nextSnowflake } from './snowflakes.ts';
import type { Json, Pending, State, Webhook } from './state.ts';
import * as world from './world.ts';
import type { Message } from './world.ts';

export interface Reply {
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

/** What the routes tell that is not in the state. */
export interface RouteFacts {
  /** Flags of the application. */
  readonly flags: number;
  /** What the bot may do in the guild. */
  readonly permissions: string;
  readonly shards: number;
  readonly gatewayUrl: string;
  /** Those that the bot connected with. */
  readonly intents: () => number;
  /** Tells the bot of something. */
  readonly dispatch: (name: string, data: object) => void;
}

/** Makes the function that answers a request; the path has no version, and its steps are decoded. */
export function createRoutes(
  { commands, messages, interactions, spoken, refusals, webhooks, scheduled }: State,
  facts: RouteFacts,
) {
  function route(method: string, path: string, body: Json, query: URLSearchParams): Reply {
    const refusal = refusals.find((one) => one.times > 0 && one.method === method && one.path.test(path));
    if (refusal) {
      refusal.times--;
      return { status: refusal.status, body: refusal.body, headers: refusal.headers ?? {} };
    }
    const steps = path.split('/').slice(1);
    const [first, second = '', third = '', fourth = '', fifth = ''] = steps;
    if (path === '/gateway/bot') return ok(gatewayInformation());
    if (path === '/users/@me/channels')
      return ok({
        id: world.DM_CHANNEL,
        type: 1,
        recipients: [world.makeUser(String(body.recipient_id), 'somebody')],
      });
    if (path === '/users/@me') return ok(world.BOT);
    if (path === '/users/@me/guilds')
      return ok([{ id: world.GUILD, name: 'A guild', permissions: facts.permissions }]);
    if (path === '/applications/@me')
      return ok({ id: world.APPLICATION, name: 'almanac', flags: facts.flags });
    if (first === 'applications') return commandsRoute(method, third === 'guilds' ? fourth : 'global', body);
    if (first === 'interactions') return callbackRoute(second, third, body, query);
    if (first === 'channels' && third === 'webhooks') return channelWebhooksRoute(method, second, body);
    if (first === 'webhooks' && webhooks.has(second))
      return ownWebhookRoute(webhooks.get(second) as Webhook, method, third, fifth, body);
    if (first === 'webhooks') return webhookRoute(method, third, fifth, body);
    if (first === 'channels' && third === 'messages')
      return messagesRoute(method, second, fourth, fifth, body);
    if (first === 'guilds' && third === 'scheduled-events')
      return scheduledRoute(method, second, fourth, body);
    if (first === 'channels' && third === 'typing') return nothing;
    return fail(404, 0, '404: Not Found');
  }

  function gatewayInformation(): object {
    return {
      url: facts.gatewayUrl,
      shards: facts.shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    };
  }

  function scheduledRoute(method: string, guild: string, id: string, body: Json): Reply {
    if (method === 'GET') return ok([...scheduled.values()]);
    const before = scheduled.get(id);
    if (method === 'PATCH' && before === undefined) return fail(404, 10070, 'Unknown Guild Scheduled Event');
    const event = {
      id: nextSnowflake(),
      guild_id: guild,
      creator_id: world.BOT.id,
      status: 1,
      ...before,
      ...body,
    };
    const faults = checkScheduled(event);
    if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
    if (event.status === 4) scheduled.delete(event.id);
    else scheduled.set(event.id, withTimes(event));
    return ok(event);
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
    const faults =
      type === 8
        ? checkChoices(data)
        : type === 9
          ? checkForm(data)
          : type === 4 || type === 7
            ? checkMessage(data)
            : [];
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

  function channelWebhooksRoute(method: string, channel: string, body: Json): Reply {
    if (method === 'GET') return ok([...webhooks.values()].filter((hook) => hook.channel_id === channel));
    const id = nextSnowflake();
    const hook = {
      id,
      type: 1,
      guild_id: world.GUILD,
      channel_id: channel,
      name: String(body.name),
      avatar: null,
      token: `hook-${id}`,
      application_id: world.APPLICATION,
      user: world.BOT,
    };
    webhooks.set(id, hook);
    return ok(hook);
  }

  /** What a webhook posts is told to the bot like everything else. */
  function ownWebhookRoute(hook: Webhook, method: string, token: string, id: string, body: Json): Reply {
    if (token !== hook.token) return fail(401, 50027, 'Invalid Webhook Token');
    if (method === 'POST') {
      const faults = checkMessage(body);
      if (faults.length > 0) return { status: 400, body: invalidFormBody(faults) };
      const name = body.username === undefined ? hook.name : String(body.username);
      if (name === '' || name.length > 80 || /discord|clyde/i.test(name) || /^(?:everyone|here)$/i.test(name))
        return fail(400, 50035, 'Invalid Form Body');
      const author = world.makeUser(hook.id, name, { bot: true });
      const message = world.makeMessage(
        author,
        hook.channel_id,
        { ...body, webhook_id: hook.id },
        world.GUILD,
      );
      messages.set(message.id, message);
      facts.dispatch('MESSAGE_CREATE', world.hide(message, facts.intents()));
      return ok(message);
    }
    const message = messages.get(id);
    if (message === undefined || message.author.id !== hook.id) return fail(404, 10008, 'Unknown Message');
    if (method === 'DELETE') {
      messages.delete(id);
      return nothing;
    }
    return ok(method === 'PATCH' ? Object.assign(message, body) : message);
  }

  function messagesRoute(method: string, channel: string, id: string, below: string, body: Json): Reply {
    if (method === 'GET' && id === '') {
      const all = [...messages.values()].filter((message) => message.channel_id === channel);
      return ok(all.reverse().map((message) => world.hide(message, facts.intents())));
    }
    if (method === 'POST' && id === '') {
      // What comes again within minutes, with the nonce of a message that is there, is that message.
      const same = [...messages.values()].find(
        (message) => body.enforce_nonce === true && message.nonce === body.nonce,
      );
      if (same !== undefined) return ok(same);
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
    return method === 'DELETE' ? nothing : ok(world.hide(message, facts.intents()));
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

  return route;
}

/** Times as the real server writes them. */
function withTimes(event: Json & { id: string }): Json {
  const write = (time: unknown) => String(time).replace(/Z$/, '+00:00');
  return {
    ...event,
    scheduled_start_time: write(event.scheduled_start_time),
    scheduled_end_time: write(event.scheduled_end_time),
  };
}
