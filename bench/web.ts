/**
 * How fast is the web page? Starts `almanac start` on loopback as a process of its own, asks it from this
 * one, and prints tables. `npm run bench:web -- [--content DIR] [--requests N]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { loadIndex } from '../indexer/load-index.ts';

const CONCURRENCY = 16;
const STARTS = 5;
/** Milliseconds after which a request counts as failed. */
const TIMEOUT = 5_000;

const { values } = parseArgs({
  options: { content: { type: 'string', default: 'content' }, requests: { type: 'string', default: '4000' } },
});
const requests = Math.min(100_000, Number(values.requests));
const folder = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
let child: ChildProcess | undefined;
try {
  const snapshot = join(folder, 'bench.index');
  const { index } = await loadIndex({ content: values.content, snapshot });
  await writeFile(join(folder, 'almanac.yaml'), 'web: { listen: "127.0.0.1:0", rate_limit: 0 }\n');
  const headings = [...new Set(index.passages.flatMap(({ heading }) => heading))];
  // No two requests are the same, so that none is answered from memory.
  const questions = Array.from({ length: requests }, (_, n) => `${headings[n % headings.length]} ${n}`);

  const starts: number[] = [];
  let address = '';
  for (let n = 0; n < STARTS; n++) {
    child?.kill();
    const start = performance.now();
    ({ child, address } = await startServer(snapshot));
    starts.push(performance.now() - start);
  }
  const page = (path: string, q: string) => `${address}${path}?q=${encodeURIComponent(q)}`;
  await load(questions.slice(0, 500).map((q) => page('ask', `${q} first`)));

  console.log(
    `${values.content}: ${index.posts.length} posts; ${CONCURRENCY} requests at a time, on loopback`,
  );
  console.log(
    alignColumns([
      ['', 'requests', 'failed', 'a second', 'a core second', 'p50 ms', 'p99 ms', 'max ms'],
      row('/ask, each question new', await load(questions.map((q) => page('ask', q)))),
      row(
        '/ask, the same questions',
        await load(questions.map((_, n) => page('ask', headings[n % 20] ?? ''))),
      ),
      row('/search, each new', await load(questions.slice(0, requests / 2).map((q) => page('search', q)))),
      row('/api/ask, each new', await load(questions.slice(0, requests / 2).map((q) => page('api/ask', q)))),
      row('/ (home)', await load(questions.map(() => address))),
    ]),
  );
  starts.sort((a, b) => a - b);
  console.log(
    `warm start until the address is told: ${percentile(starts, 0.5).toFixed(0)} ms (median of ${STARTS})`,
  );
  console.log(await findLargest(address));
  console.log(`memory of the server afterwards: ${await memoryOf(child)} MB`);
} finally {
  child?.kill();
  agent.destroy();
  await rm(folder, { recursive: true });
}

function startServer(snapshot: string): Promise<{ child: ChildProcess; address: string }> {
  const args = ['start', '--content', values.content, '--index', snapshot];
  const child = spawn(
    process.execPath,
    ['dist/bot/cli.js', ...args, '--config', join(folder, 'almanac.yaml'), '--today', '2017-05-26'],
    { env: { ...process.env, XDG_DATA_HOME: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('exit', () => reject(new Error(`almanac start ended: ${said}`)));
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const address = /http:\S+/.exec(said)?.[0];
      if (address !== undefined) resolve({ child, address });
    });
  });
}

interface Load {
  readonly times: number[];
  readonly failed: number;
  readonly seconds: number;
  /** Seconds that the server computed: what a core of its own would have taken. */
  readonly computed: number;
}

/** Asks for all addresses, some at a time. */
async function load(addresses: readonly string[]): Promise<Load> {
  const times: number[] = [];
  let failed = 0;
  let next = 0;
  const computed = await computedBy(child);
  const start = performance.now();
  const work = async () => {
    for (let n = next++; n < addresses.length; n = next++) {
      const began = performance.now();
      const isFine = await ask(addresses[n] ?? '');
      times.push(performance.now() - began);
      if (!isFine) failed++;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const seconds = (performance.now() - start) / 1000;
  return { times, failed, seconds, computed: (await computedBy(child)) - computed };
}

function ask(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(address, { agent, timeout: TIMEOUT }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

function row(name: string, { times, failed, seconds, computed }: Load): string[] {
  const sorted = times.sort((a, b) => a - b);
  const figures = [percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.at(-1) ?? 0];
  return [
    name,
    String(times.length),
    String(failed),
    (times.length / seconds).toFixed(0),
    (times.length / computed).toFixed(0),
    ...figures.map((ms) => ms.toFixed(1)),
  ];
}

/** The largest of the pages that the sitemap lists; style and script come on top, once. */
async function findLargest(address: string): Promise<string> {
  const sitemap = await (await fetch(`${address}sitemap.xml`)).text();
  const sizes: [number, string][] = [];
  for (const [, page = ''] of sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    sizes.push([(await (await fetch(page)).arrayBuffer()).byteLength, new URL(page).pathname]);
  }
  const [size, path] = sizes.sort(([a], [b]) => b - a)[0] ?? [0, ''];
  return `largest of ${sizes.length} pages: ${(size / 1000).toFixed(1)} kB (${path})`;
}

/** Seconds of computing time, where the system tells (proc(5): ticks of 10 ms). */
async function computedBy(child: ChildProcess | undefined): Promise<number> {
  const stat = await readFile(`/proc/${child?.pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory, where the system tells. */
async function memoryOf(child: ChildProcess | undefined): Promise<string> {
  const status = await readFile(`/proc/${child?.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
  return (kilobytes / 1000).toFixed(0);
}
