import { createEngine } from './answer/engine.ts';
import { nameStore } from './commands/name-files.ts';
import { openContent, type SharedOptions } from './commands/open-content.ts';
import { createReply } from './commands/reply.ts';
import { createConsole } from './console.ts';
import { openStoreOrTell } from './store/open-store.ts';
import { isShard } from './surfaces/discord/is-shard.ts';
import { openPrompt } from './surfaces/terminal.ts';

/** `almanac start`: opens the index and answers on every surface that is configured. */
export async function start(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const opened = await openContent(options, console);
  const { index, config, folder } = opened;
  console.note(`${config.community.name}: ${index.posts.length} posts, ${index.events.length} events.`);
  const prompt = () => openPrompt(createReply(opened, options, console), config.community.name, console);
  const { token } = config.discord;
  // A shard serves nothing but Discord, and shares the terminal with the process that started it.
  const isAlone = !isShard(process.env);
  const servesIrc = isAlone && config.irc.length > 0;
  if (token === null && !servesIrc) return prompt();

  const stopped = untilStopped();
  const store = await openStoreOrTell(await nameStore(folder), console.note);
  const engine = createEngine(index);
  const service = { config, engine: () => engine, store, today: options.today, log: console.note };
  const surfaces: { stop(): Promise<void> }[] = [];
  try {
    const discord = token === null ? null : await serveDiscord({ ...service, token });
    if (discord !== null) surfaces.push(discord);
    const irc = servesIrc ? await serveIrc(service) : null;
    if (irc !== null) surfaces.push(irc);
    if (isAlone && config.bridge.length > 0) {
      const { serveBridge } = await import('./serve-bridge.ts');
      surfaces.push(serveBridge({ ...service, discord, irc }));
    }
    const hasPrompt = process.stdin.isTTY && isAlone;
    await Promise.race([...(hasPrompt ? [prompt()] : []), stopped, ...(discord ? [discord.closed] : [])]);
  } finally {
    await Promise.all(surfaces.map((surface) => surface.stop()));
    store?.close();
    // What is waited for at the prompt would keep the process alive.
    process.stdin.destroy();
    if (!isAlone) process.disconnect();
  }
}

type ServeDiscord = typeof import('./serve-discord.ts').serveDiscord;
type ServeIrc = typeof import('./serve-irc.ts').serveIrc;

const serveDiscord: ServeDiscord = async (service) =>
  (await import('./serve-discord.ts')).serveDiscord(service);

const serveIrc: ServeIrc = async (service) => (await import('./serve-irc.ts')).serveIrc(service);

/** Resolves when the system ends the process. A shard ends when the process that started it does. */
function untilStopped(): Promise<void> {
  if (isShard(process.env)) process.once('disconnect', () => process.exit());
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
