/**
 * How long does a message take across the bridge, and do 10,000 each way come whole? Prints a table of the
 * milliseconds from one server's socket to the other's, through real irc-framework and discord.js with
 * loopback servers that share this process; then what was lost, came twice or out of order.
 * `npm run bench:bridge`
 */
import { createEngine } from '../bot/answer/engine.ts';
import { createRelayMemory } from '../bot/bridge/relay-memory.ts';
import { startRelay, usualRelayWaits } from '../bot/bridge/start-relay.ts';
import { Secret } from '../bot/config/secret.ts';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { startDiscord } from '../bot/surfaces/discord/start-discord.ts';
import { usualWaits } from '../bot/surfaces/irc/connect-network.ts';
import { startIrc } from '../bot/surfaces/irc/start-irc.ts';
import { buildIndex } from '../indexer/build-index.ts';
import { openIndex } from '../indexer/open-index.ts';
import { startDiscordServer } from '../test/servers/discord/discord-server.ts';
import { ADA, CHANNEL } from '../test/servers/discord/world.ts';
import { startScriptedServer } from '../test/servers/irc/scripted-server.ts';

const SINGLE = 1_000;
const MANY = 10_000;
/** So many are on their way at a time: people don't say more than a queue holds. */
const AT_ONCE = 400;

const engine = createEngine(openIndex(buildIndex({ posts: [], events: [] }, [])));
const community = { name: 'the bench', ask_humans: null };
const view = { today: '2017-05-26', community, linkTo: () => null };
const log = () => undefined;

await using discord = await startDiscordServer();
const server = await startScriptedServer({ capabilities: 'message-tags' });
const surface = await startDiscord({
  token: new Secret('good-token'),
  api: discord.api,
  guilds: [],
  questionChannels: [],
  bridgeChannels: [CHANNEL],
  shards: 1,
  engine: () => engine,
  viewFor: (language) => ({ ...view, language }),
  store: null,
  log,
  now: () => new Date(),
});
const irc = await startIrc({
  networks: [
    {
      network: 'bench',
      host: '127.0.0.1',
      port: server.port,
      tls: false,
      isCertificateChecked: true,
      nick: 'almanac',
      channels: ['#talk'],
      account: null,
      password: null,
      serverPassword: null,
      certificate: null,
      // The network's own limits are not what is measured.
      pace: { burst: 1e9, perSecond: 1e9 },
      waits: usualWaits,
      prefix: '!',
      ambient: [],
      relays: [],
    },
  ],
  engine: () => engine,
  view: () => view,
  log,
  random: Math.random,
  now: Date.now,
});
const [network] = irc.networks;
if (network === undefined || surface.openEnd === null) throw new Error('nothing to bridge');
const relay = startRelay({
  ends: [network.openEnd('#talk', true), surface.openEnd(CHANNEL)],
  memory: createRelayMemory(),
  state: null,
  showsPresence: false,
  showsDeletes: true,
  waits: usualRelayWaits,
  now: Date.now,
  log,
});
await server.next(/^JOIN/);

const numberIn = (text: string) => Number(/n(\d+)$/.exec(text)?.[1] ?? -1);
let ircSeen = 0;
/** Numbers that came to IRC since the last call. */
const newOnIrc = () => {
  const lines = server.received.slice(ircSeen);
  ircSeen += lines.length;
  return lines.filter((line) => line.startsWith('PRIVMSG #talk') || line.startsWith('@')).map(numberIn);
};
let discordSeen = 0;
const newOnDiscord = () => {
  const posts = discord.requests.slice(discordSeen);
  discordSeen += posts.length;
  return posts
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/webhooks/'))
    .map(({ body }) => numberIn(String(body.content)));
};
const ways = [
  {
    name: 'IRC → Discord',
    say: (n: number) => server.send(`@msgid=i${n} :ada!a@h PRIVMSG #talk :n${n}\r\n`),
    arrived: newOnDiscord,
  },
  { name: 'Discord → IRC', say: (n: number) => void discord.say(`n${n}`, { user: ADA }), arrived: newOnIrc },
] as const;

const rest = () => new Promise((resolve) => setImmediate(resolve));
const rows = [['way', 'p50', 'p95', 'p99', 'longest', `${MANY} in`, 'lost', 'twice', 'disordered']];
let next = 0;
for (const { name, say, arrived } of ways) {
  const times: number[] = [];
  for (let count = 0; count < SINGLE + 50; count++) {
    const number = next++;
    const start = performance.now();
    say(number);
    while (!arrived().includes(number)) await rest();
    // The first ones warm up.
    if (count >= 50) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const start = performance.now();
  const first = next;
  const came: number[] = [];
  while (came.length < MANY) {
    while (next - first < MANY && next - first - came.length < AT_ONCE) say(next++);
    came.push(...arrived().filter((number) => number >= first));
    await rest();
  }
  const seconds = (performance.now() - start) / 1000;
  const unique = new Set(came);
  const disordered = came.filter((number, index) => index > 0 && number < (came[index - 1] as number)).length;
  rows.push([
    name,
    ...[0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(2)),
    `${seconds.toFixed(1)} s`,
    String(MANY - unique.size),
    String(came.length - unique.size),
    String(disordered),
  ]);
}
console.log(`milliseconds across the bridge, ${SINGLE} messages one by one; then ${MANY} each way`);
console.log(alignColumns(rows));
await relay.stop();
await Promise.all([irc.stop(), surface.stop(), server.stop()]);
