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

  const stopped = untilStopped();
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
  // A shard shares the terminal with the process that started it.
  const hasPrompt = process.stdin.isTTY && !isShard(process.env);
  const prompt = () => openPrompt(createReply(opened, options, console), config.community.name, console);
  try {
    await Promise.race([...(hasPrompt ? [prompt()] : []), stopped, discord.closed]);
  } finally {
    await discord.stop();
    store?.close();
    // What is waited for at the prompt would keep the process alive.
    process.stdin.destroy();
    if (isShard(process.env)) process.disconnect();
  }
}

/** Resolves when the system ends the process. A shard ends when the process that started it does. */
function untilStopped(): Promise<void> {
  if (isShard(process.env)) process.once('disconnect', () => process.exit());
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
