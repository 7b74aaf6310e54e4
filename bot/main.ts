import { createAnswerer } from './answer/answer-question.ts';
import { openContent, type SharedOptions, todayIn } from './commands/open-content.ts';
import { createConsole } from './console.ts';
import { openPrompt } from './surfaces/terminal.ts';

/** `almanac start`: opens the index and answers on every surface that is configured. */
export async function start(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config } = await openContent(options, console);
  console.note(`${config.community.name}: ${index.posts.length} posts, ${index.events.length} events.`);
  await openPrompt({
    answer: createAnswerer(index),
    today: () => options.today ?? todayIn(config.community.timezone, new Date()),
    community: config.community,
    console,
  });
}
