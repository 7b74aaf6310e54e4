import { openContent, type SharedOptions } from './commands/open-content.ts';
import { createReply } from './commands/reply.ts';
import { createConsole } from './console.ts';
import { openPrompt } from './surfaces/terminal.ts';

/** `almanac start`: opens the index and answers on every surface that is configured. */
export async function start(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const opened = await openContent(options, console);
  const { index, config } = opened;
  console.note(`${config.community.name}: ${index.posts.length} posts, ${index.events.length} events.`);
  const unserved = [
    ...(config.discord.token === null ? [] : ['discord']),
    ...(config.irc.length === 0 ? [] : ['irc']),
    ...(config.bridge.length === 0 ? [] : ['bridge']),
  ];
  if (unserved.length > 0) {
    console.note(`Configured, but not served by this version: ${unserved.join(', ')}.`);
  }
  await openPrompt(createReply(opened, options, console), config.community.name, console);
}
