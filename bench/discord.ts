/**
 * How long does Discord wait for an answer? Prints a table of the milliseconds from a gateway event to the
 * request that answers it, through real discord.js and a loopback server that shares this process.
 * `npm run bench:discord -- [--content DIR] [--questions FILE]`
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '../bot/answer/engine.ts';
import { Secret } from '../bot/config/secret.ts';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { startDiscord } from '../bot/surfaces/discord/start-discord.ts';
import { loadIndex } from '../indexer/load-index.ts';
import { type DiscordServer, startDiscordServer } from '../test/servers/discord/discord-server.ts';
import { nextSnowflake } from '../test/servers/discord/snowflakes.ts';
import { BOT } from '../test/servers/discord/world.ts';

const ROUNDS = 10;
const AT_ONCE = 200;
const TODAY = '2017-05-26';

const { values } = parseArgs({
  options: { content: { type: 'string', default: 'content' }, questions: { type: 'string' } },
});
const folder = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
const { index } = await loadIndex({ content: values.content, snapshot: join(folder, 'bench.index') });
await rm(folder, { recursive: true });
const questions = values.questions
  ? readFileSync(values.questions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { q: string }).q)
  : index.posts.map((post) => post.title);

const engine = createEngine(index);
await using discord = await startDiscordServer();
const surface = await startDiscord({
  token: new Secret('good-token'),
  api: discord.api,
  guilds: [],
  questionChannels: [],
  shards: 1,
  engine: () => engine,
  viewFor: (language) => ({
    language,
    today: TODAY,
    community: { name: 'the bench', ask_humans: null },
    linkTo: (post) => post.url,
  }),
  store: null,
  log: () => undefined,
  now: () => new Date(),
});
try {
  // The first round warms up.
  const rounds = Array.from({ length: ROUNDS + 1 }, () => questions);
  const asked = await timeAll(rounds, (question) => discord.slash('ask', { question }, elsewhere()));
  const said = await timeAll(rounds, (question) => {
    discord.say(`<@${BOT.id}> ${question}`, { channel: nextSnowflake(), guild: null });
  });
  const typed = await timeAll(rounds, (question) =>
    discord.complete('search', { query: question.slice(0, 12) }, elsewhere()),
  );
  const crowd = await timeCrowd(discord);
  console.log(`${values.content}: ${index.posts.length} posts, ${questions.length} questions`);
  console.log(
    alignColumns([
      ['ms from event to request', 'runs', 'p50', 'p99', 'max'],
      row('/ask', asked),
      row('a direct message', said),
      row('choices while typing', typed),
      row(`/ask, ${AT_ONCE} at once`, crowd),
    ]),
  );
} finally {
  await surface.stop();
}

/** One after the other; the first round is not counted. */
async function timeAll(
  rounds: readonly (readonly string[])[],
  send: (question: string) => unknown,
): Promise<number[]> {
  const times: number[] = [];
  for (const [round, all] of rounds.entries()) {
    for (const question of all) {
      const before = discord.requests.length;
      const start = performance.now();
      send(question);
      const request = await discord.until('answer', () => discord.requests[before]);
      if (round > 0) times.push(request.at - start);
    }
  }
  return times;
}

async function timeCrowd({ requests }: DiscordServer): Promise<number[]> {
  const before = requests.length;
  const start = performance.now();
  const all = Array.from({ length: AT_ONCE }, (_, n) =>
    discord.slash('ask', { question: questions[n % questions.length] }, elsewhere()),
  );
  await Promise.all(all.map((interaction) => interaction.kind()));
  return requests
    .slice(before)
    .filter(({ path }) => path.startsWith('/interactions/'))
    .map(({ at }) => at - start);
}

/** Somebody in a server and channel of their own: no limit and no earlier answer stands in the way. */
function elsewhere() {
  return { channel: nextSnowflake(), guild: nextSnowflake() };
}

function row(name: string, times: number[]): string[] {
  const sorted = times.sort((a, b) => a - b);
  const figures = [percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.at(-1) ?? 0];
  return [name, String(sorted.length), ...figures.map((ms) => ms.toFixed(2))];
}
