/**
 * How long after a post was written is it answered from? Starts `almanac start` on loopback on a copy of the
 * content that was grown to N posts, adds and changes one of them, and prints a table.
 * `npm run bench:live -- [--content DIR] [--posts N]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { alignColumns } from '../bot/render/align-columns.ts';
import { loadIndex } from '../indexer/load-index.ts';
import { readContent } from '../indexer/read-content.ts';

const WORDS = ['zorbometer', 'quixotron', 'flumbiser', 'wexelant', 'drobnical'];
/** Milliseconds. */
const LONGEST = 120_000;

const { values } = parseArgs({
  options: { content: { type: 'string', default: 'content' }, posts: { type: 'string', default: '100' } },
});
const count = Math.min(100_000, Number(values.posts));
const home = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
const content = join(home, 'content');
let child: ChildProcess | undefined;
try {
  await growContent();
  const snapshot = join(home, 'bench.index');
  await loadIndex({ content, snapshot, threads: availableParallelism() });
  await writeFile(join(home, 'almanac.yaml'), 'web: { listen: "127.0.0.1:0", rate_limit: 0 }\n');
  const address = await startServer(snapshot);
  const rows = [];
  for (const [round, word] of WORDS.entries()) rows.push(await measure(address, round, word));
  console.log(`${count} posts`);
  console.log(
    alignColumns([['post written', 'answered after ms', 'longest wait of other requests ms'], ...rows]),
  );
} finally {
  child?.kill();
  await rm(home, { recursive: true });
}

/** The posts of the content again and again, each under a name of its own. */
async function growContent(): Promise<void> {
  const { posts } = await readContent(values.content);
  await mkdir(join(content, 'posts'), { recursive: true });
  for (let number = 0; number < count; number++) {
    const { body = 'Text.', tags = [] } = posts[number % posts.length] ?? {};
    await writeFile(join(content, 'posts', `note-${number}.md`), renderPost(`Note ${number}`, body, tags));
  }
}

function renderPost(title: string, text: string, tags: readonly string[] = []): string {
  return `---\ntitle: ${title}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\ntags: ${JSON.stringify(tags)}\n---\n\n${text}\n`;
}

async function startServer(snapshot: string): Promise<string> {
  const args = ['start', '--content', content, '--index', snapshot, '--config', join(home, 'almanac.yaml')];
  child = spawn(process.execPath, ['dist/bot/cli.js', ...args], {
    env: { ...process.env, XDG_DATA_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  while (!/http:\S+\n/.test(said)) await once(child.stderr as NodeJS.EventEmitter, 'data');
  return /http:\S+/.exec(said)?.[0] ?? '';
}

async function measure(address: string, round: number, word: string): Promise<string[]> {
  // What is read in the background at the start is over then, and so is saving with its rest.
  await setTimeout(2_000 + count / 10);
  let longest = 0;
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const start = performance.now();
      await (await fetch(`${address}robots.txt`)).text();
      longest = Math.max(longest, performance.now() - start);
      await setTimeout(5);
    }
  })();
  const start = performance.now();
  const text = renderPost(`The ${word}`, `The ${word} measures the weight of lamps in grams.`);
  await writeFile(join(content, 'posts', `${round < 2 ? round : 0}.md`), text);
  const question = `${address}api/ask?q=what+does+the+${word}+measure%3F`;
  while (!(await (await fetch(question)).text()).includes('lamps in grams')) {
    if (performance.now() - start > LONGEST) throw new Error('the post is not answered from');
    await setTimeout(20);
  }
  const took = performance.now() - start;
  isOver = true;
  await others;
  return [round < 2 ? 'new' : 'changed', took.toFixed(0), longest.toFixed(0)];
}
