import type { Message, User } from './world.ts';

export type Json = Record<string, unknown>;

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
  /** The type of the first answer: 4 a message, 5 deferred, 6 deferred update, 7 an update, 8 choices, 9 a form. */
  readonly kind: () => Promise<number>;
  /** The message, once it is there: sent at once, or edited into a deferred one. */
  readonly message: () => Promise<Message>;
  /** The form that was shown. */
  readonly form: () => Promise<Json>;
  readonly choices: () => Promise<readonly { name: string; value: string }[]>;
  /** Further messages by the same token. */
  readonly followUps: readonly Message[];
}

/** A refusal of requests to come. */
export interface Refusal {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
  times: number;
}

/** The same as the server sees it. */
export interface Pending extends Interaction {
  callback: { type: number; data?: Json } | null;
  original: Message | null;
  readonly user: User;
  readonly channel: string;
  readonly guild: string | undefined;
  readonly followUps: Message[];
  readonly source: Message | undefined;
  isExpired: boolean;
}

export interface Webhook {
  readonly id: string;
  readonly channel_id: string;
  readonly name: string;
  readonly token: string;
  readonly [more: string]: unknown;
}

/** What a server knows. */
export interface State {
  readonly requests: Request[];
  /** Registered commands by scope: `global` or a guild's id. */
  readonly commands: Map<string, Json[]>;
  readonly messages: Map<string, Message>;
  /** By id. */
  readonly webhooks: Map<string, Webhook>;
  /** Scheduled events that were not cancelled, by id. */
  readonly scheduled: Map<string, Json>;
  /** By token. */
  readonly interactions: Map<string, Pending>;
  /** The bot's messages that are no answers to interactions. */
  readonly spoken: Message[];
  readonly refusals: Refusal[];
  /** Gives what `find` gives as soon as that is something. */
  until<T>(what: string, find: () => T | null | undefined | false): Promise<T>;
  /** Something has happened: those who wait look again. */
  wakeAll(): void;
}

/** Milliseconds that a test waits for what must come. */
const PATIENCE = 15_000;

export function createState(): State {
  const waiting = new Set<() => void>();
  return {
    requests: [],
    commands: new Map(),
    messages: new Map(),
    webhooks: new Map(),
    scheduled: new Map(),
    interactions: new Map(),
    spoken: [],
    refusals: [],
    wakeAll() {
      for (const wake of waiting) wake();
    },
    until<T>(what: string, find: () => T | null | undefined | false): Promise<T> {
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
    },
  };
}
