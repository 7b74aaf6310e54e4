import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { InputFault } from '../../input-fault.ts';
import { createApp } from './create-app.ts';
import { readAssets } from './read-assets.ts';
import type { WebOptions } from './web-options.ts';

/** Milliseconds that a connection may take, and between two looks for those that take longer. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  checkEvery: 5_000,
};
const MOST_CONNECTIONS = 1_000;
const LARGEST_HEADERS = 16_384;
/** Milliseconds that answers under way have when the server stops. */
const GRACE = 2_000;

export interface WebSurface {
  /** Where it can be reached from this machine: `http://127.0.0.1:4117/`. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Serves the site on `listen` (`host:port`; port 0 takes a free one). Without a base URL, links begin with
 * the address that it listens on.
 * @throws InputFault when the port is taken or can't be had.
 */
export async function startWeb(
  listen: string,
  options: Omit<WebOptions, 'baseUrl'> & { readonly baseUrl: string | null },
  { checkEvery, ...limits }: typeof LIMITS = LIMITS,
): Promise<WebSurface> {
  const assets = await readAssets();
  let app: Hono | undefined;
  const server = createAdaptorServer({
    fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
    serverOptions: { ...limits, connectionsCheckingInterval: checkEvery, maxHeaderSize: LARGEST_HEADERS },
  }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  const { host, port } = await bind(server, listen);
  const origin = `http://${host}:${port}`;
  const baseUrl = options.baseUrl ?? origin;
  const names = new Set([`${host}:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `localhost:${port}`]);
  app = createApp({ ...options, baseUrl }, assets, [...names]);
  return {
    address: `${origin}${new URL(baseUrl).pathname}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE).unref();
      }),
  };
}

async function bind(server: Server, listen: string): Promise<{ host: string; port: number }> {
  const at = listen.lastIndexOf(':');
  const host = listen.slice(0, at).replace(/^\[|\]$/g, '');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, listen)));
    server.listen(Number(listen.slice(at + 1)), host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // One cannot visit "all addresses".
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return { host: isIPv6(shown) ? `[${shown}]` : shown, port };
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'that port is reserved for the system',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host is known',
};

function explain(error: NodeJS.ErrnoException, listen: string): InputFault {
  const reason = REASONS[error.code ?? ''] ?? error.message;
  return new InputFault(
    `the web page can't be served on ${listen}: ${reason} (set web.listen or ALMANAC_WEB_LISTEN to another address, or "web: false")`,
  );
}
