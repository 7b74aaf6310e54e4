import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** The gateway's end of one bot: HELLO, IDENTIFY, heartbeats, dispatches, RESUME. */
export interface Gateway {
  /** Sends an event, or keeps it for the RESUME when the bot is away. */
  dispatch(type: string, data: object): void;
  /** Ends the connection in the way named; the session lasts unless it is `invalid`. */
  disturb(how: 'cut' | 'reconnect' | 'invalid' | 'replay'): void;
  /** What bots sent, by operation: how often they identified (2), resumed (6), beat (1). */
  readonly received: ReadonlyMap<number, number>;
  /** The intents of the last IDENTIFY. */
  readonly intents: number;
  /** The shard, [its number, of how many], of each session that was begun; null: it is not sharded. */
  readonly identified: readonly (readonly [number, number] | null)[];
  /** Closes the connection with one of Discord's codes: 4004, authentication failed. */
  closeWith(code: number): void;
  close(): void;
}

export interface GatewayOptions {
  readonly token: string;
  /** Intents that this application may not ask for: the bot is closed with 4014. */
  readonly forbiddenIntents: number;
  /** The data of READY, without version and session. */
  ready(): object;
  /** Called when the bot has sent something. */
  heard(): void;
  /** Events that follow READY. */
  greet(): readonly (readonly [type: string, data: object])[];
}

interface Frame {
  readonly op: number;
  readonly d: unknown;
}

const HEARTBEAT_MS = 20_000;

export function openGateway(server: Server, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const received = new Map<number, number>();
  let session: { id: string; sent: { s: number; t: string; d: unknown }[] } | null = null;
  let socket: WebSocket | null = null;
  let intents = 0;
  const identified: ([number, number] | null)[] = [];

  const send = (frame: object) => socket?.send(JSON.stringify(frame));
  const dispatch = (type: string, data: object) => {
    if (session === null) return;
    const event = { op: 0, s: session.sent.length + 1, t: type, d: data };
    session.sent.push(event);
    send(event);
  };

  const identify = (d: { token: string; intents: number; shard?: [number, number] }, from: WebSocket) => {
    if (d.token !== options.token) return from.close(4004, 'Authentication failed.');
    intents = d.intents;
    if ((intents & options.forbiddenIntents) !== 0) return from.close(4014, 'Disallowed intent(s).');
    session = { id: `session-${identified.push(d.shard ?? null)}`, sent: [] };
    const { port } = server.address() as { port: number };
    dispatch('READY', {
      v: 10,
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `ws://127.0.0.1:${port}/gateway`,
      ...options.ready(),
    });
    for (const [type, data] of options.greet()) dispatch(type, data);
  };

  const resume = (d: { session_id: string; seq: number }) => {
    if (session?.id !== d.session_id) return send({ op: 9, d: false });
    for (const event of session.sent.filter(({ s }) => s > d.seq)) send(event);
    dispatch('RESUMED', {});
  };

  sockets.on('connection', (from) => {
    socket = from;
    from.on('close', () => {
      if (socket === from) socket = null;
    });
    from.on('error', () => undefined);
    from.on('message', (bytes) => {
      const { op, d } = JSON.parse(String(bytes)) as Frame;
      received.set(op, (received.get(op) ?? 0) + 1);
      if (op === 1) send({ op: 11 });
      else if (op === 2) identify(d as Parameters<typeof identify>[0], from);
      else if (op === 6) resume(d as Parameters<typeof resume>[0]);
      options.heard();
    });
    send({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
  });

  return {
    dispatch,
    received,
    get intents() {
      return intents;
    },
    identified,
    disturb(how) {
      if (how === 'cut') socket?.terminate();
      else if (how === 'reconnect') send({ op: 7, d: null });
      else if (how === 'replay') for (const event of session?.sent.slice(-1) ?? []) send(event);
      else {
        session = null;
        send({ op: 9, d: false });
      }
    },
    closeWith: (code) => socket?.close(code),
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
