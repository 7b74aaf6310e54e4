import { makeDigest } from '../answer/make-digest.ts';
import { createConsole } from '../console.ts';
import { renderDigest } from '../render/digest.ts';
import { eventToJson, postToJson } from '../render/json.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

/** `almanac digest`: prints what the last week brought and the next two will bring. */
export async function runDigest(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config } = await openContent(options, console);
  const digest = makeDigest(index, options.today ?? todayIn(config.community.timezone, new Date()));
  if (digest === null) console.note('Nothing new, and nothing ahead.');
  else if (options.json) {
    const { posts, events, ...more } = digest;
    console.print(JSON.stringify({ ...more, posts: posts.map(postToJson), events: events.map(eventToJson) }));
  } else console.print(renderDigest(digest).join('\n'));
}
