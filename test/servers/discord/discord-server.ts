import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Gateway, openGateway } from './gateway.ts';
import { createPeople, type People } from './people.ts';
import { createRoutes } from './routes.ts';
import { createState, type Json, type Refusal, type Request, type State } from './state.ts';
import * as world from './world.ts';
import type { Message } from './world.ts';

export interface DiscordServer extends People, AsyncDisposable {
  /** For `rest.api`. */
  readonly api: string;
  readonly gateway: Gateway;
  readonly requests: readonly Request[];
  /** Registered commands by scope: `global` or a guild's id. */
  readonly commands: ReadonlyMap<string, readonly Json[]>;
  /** Scheduled events that were not cancelled, by id. */
  readonly scheduled: ReadonlyMap<string, Json>;
  /** Messages that exist, by id. */
  readonly messages: ReadonlyMap<string, Message>;
  /** The n-th message (from 0) of the bot in a channel that is no answer to an interaction. */
  reply(n?: number): Promise<Message>;
  refuse(refusal: Omit<Refusal, 'times'> & { times?: number }): void;
  /** As after 15 minutes: the tokens of all interactions so far mean nothing any more. */
  expireTokens(): void;
  /** Somebody deletes every webhook. */
  dropWebhooks(): void;
  /** A moderator takes away every scheduled event. */
  dropScheduled(): void;
  readonly until: State['until'];
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
  const state = createState();
  const server = createServer((request, response) => void serve(request, response));
  const gateway = openGateway(server, {
    token,
    forbiddenIntents,
    ready: () => ({
      user: world.BOT,
      guilds: [{ id: world.GUILD, unavailable: true }],
      application: { id: world.APPLICATION, flags },
    }),
    heard: state.wakeAll,
    greet: () => [['GUILD_CREATE', world.guildData(permissions)]],
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const route = createRoutes(state, {
    flags,
    permissions: String(permissions),
    shards,
    intents: () => gateway.intents,
    dispatch: (name, data) => gateway.dispatch(name, data),
    gatewayUrl: `ws://127.0.0.1:${port}/gateway`,
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const method = request.method ?? 'GET';
    const body = (text === '' ? {} : readBody(text, request.headers['content-type'] ?? '')) as Json;
    const isAllowed =
      request.headers.authorization === `Bot ${token}` || /^\/(?:interactions|webhooks)\//.test(path);
    const answer = isAllowed
      ? route(method, path, body, url.searchParams)
      : { status: 401, body: { code: 0, message: '401: Unauthorized' } };
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
    state.requests.push({ method, path, query: url.search, body, status: answer.status, at });
    state.wakeAll();
  }

  const { requests, commands, messages, until, spoken, refusals, interactions, webhooks, scheduled } = state;
  return {
    ...createPeople(state, gateway, permissions),
    api: `http://127.0.0.1:${port}/api`,
    gateway,
    requests,
    commands,
    scheduled,
    messages,
    until,
    reply: (n = 0) => until(`reply ${n}`, () => spoken[n]),
    refuse: (refusal) => void refusals.push({ times: 1, ...refusal }),
    expireTokens() {
      for (const pending of interactions.values()) pending.isExpired = true;
    },
    dropWebhooks: () => webhooks.clear(),
    dropScheduled: () => scheduled.clear(),
    async [Symbol.asyncDispose]() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A body with files is a form: its JSON, and in `files` what each holds as text. */
function readBody(text: string, type: string): unknown {
  const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(type)?.[1];
  if (boundary === undefined) return JSON.parse(text);
  const parts = text.split(`--${boundary}`).slice(1, -1);
  const contentOf = (part: string) => part.slice(part.indexOf('\r\n\r\n') + 4, -2);
  const json = parts.find((part) => part.includes('name="payload_json"'));
  const files = parts.flatMap((part) => {
    const name = /name="files\[\d+\]"; filename="([^"]*)"/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, text: contentOf(part) }];
  });
  const body = JSON.parse(json === undefined ? '{}' : contentOf(json)) as Json;
  // Those of an answer to an interaction belong to its data.
  return body.data ? { ...body, data: { ...(body.data as Json), files } } : { ...body, files };
}
