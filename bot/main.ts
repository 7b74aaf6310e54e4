import { createEngine } from './answer/engine.ts';
import { nameStore } from './commands/name-files.ts';
import { openContent, type SharedOptions } from './commands/open-content.ts';
import { createReply } from './commands/reply.ts';
import { createConsole } from './console.ts';
import { openStoreOrTell } from './store/open-store.ts';
import { openPrompt } from './surfaces/terminal.ts';

/** `almanac start`: opens the index and answers on every surface that is configured. */
export async function start(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const opened = await openContent(options, console);
  const { index, config, folder } = opened;
  console.note(`${config.community.name}: ${index.posts.length} posts, ${index.events.length} events.`);
  const unserved = [
    ...(config.irc.length === 0 ? [] : ['irc']),
    ...(config.bridge.length === 0 ? [] : ['bridge']),
  ];
  if (unserved.length > 0) {
    console.note(`Configured, but not served by this version: ${unserved.join(', ')}.`);
  }
  const { token } = config.discord;
  if (token === null)
    return openPrompt(createReply(opened, options, console), config.community.name, console);

  const store = await openStoreOrTell(await nameStore(folder), console.note);
  const engine = createEngine(index);
  const { serveDiscord } = await import('./serve-discord.ts');
  const discord = await serveDiscord({
    config,
    token,
    engine: () => engine,
    store,
    today: options.today,
    log: console.note,
  });
  if (process.stdin.isTTY)
    await openPrompt(createReply(opened, options, console), config.community.name, console);
  else await untilStopped();
  await discord.stop();
  store?.close();
}

/** Resolves on Ctrl-C or when the system ends the process. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
