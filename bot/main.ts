import { nameStore } from './commands/name-files.ts';
import { type OpenContent, openContent, type SharedOptions, todayIn } from './commands/open-content.ts';
import { createReply } from './commands/reply.ts';
import { createConsole } from './console.ts';
import { createLiveEngine } from './live-engine.ts';
import { createGapNotes } from './note-gaps.ts';
import type { DraftDesk } from './publish/draft-desk.ts';
import { openStoreOrTell } from './store/open-store.ts';
import { isShard } from './surfaces/discord/is-shard.ts';
import { openPrompt } from './surfaces/terminal.ts';

/** What is served until it is stopped, or until `closed`: the other side wants no more. */
interface Running {
  stop(): Promise<void>;
  readonly closed?: Promise<void>;
}

/** Milliseconds between two looks at who is to be told. */
const LOOK = 5_000;
/** The same before somebody is told again whom no message got through to. */
const REST = 3_600_000;

/** `almanac start`: opens the index and answers on every surface that is configured. */
export async function start(options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const opened = await openContent(options, console);
  const { index, config, folder } = opened;
  const live = createLiveEngine(opened);
  const { engine, readBody } = live;
  console.note(`${config.community.name}: ${index.postCount} posts, ${index.events.length} events.`);
  const { token } = config.discord;
  // A shard serves nothing but Discord, and leaves page and terminal to the process that started it.
  const isAlone = !isShard(process.env);
  const web = isAlone && config.web;
  const servesIrc = isAlone && config.irc.length > 0;
  const store = await openStoreOrTell(await nameStore(folder), console.note);
  const noteGap = createGapNotes(store?.gaps ?? null, () => new Date(), console.note);
  const prompt = (news?: string) => {
    const reply = createReply(engine, config, options, console, (answer) =>
      noteGap(answer, null, 'terminal'),
    );
    return openPrompt(reply, config.community.name, console, news);
  };
  if (token === null && web === false && !servesIrc) {
    await live.follow(console);
    await prompt().finally(live.stop);
    store?.close();
    return;
  }

  const stopped = untilStopped();
  const desk = token === null && !servesIrc ? null : await openDesk(opened, console.note);
  const service = { config, engine, store, noteGap, desk, today: options.today, log: console.note };
  const running: Running[] = [];
  const run = <R extends Running>(surface: R): R => {
    running.push(surface);
    return surface;
  };
  let news: string | undefined;
  try {
    // Libraries are loaded here, so that nothing else waits for them.
    if (web !== false) {
      const { serveWeb } = await import('./serve-web.ts');
      news = `The web page: ${run(await serveWeb({ ...service, web, readBody })).address}`;
    }
    const discord = token === null ? null : run(await serveDiscord({ ...service, token }));
    const irc = servesIrc ? run(await serveIrc(service)) : null;
    if (isAlone && config.bridge.length > 0) {
      const { serveBridge } = await import('./serve-bridge.ts');
      run(serveBridge({ ...service, discord, irc }));
    }
    if (isAlone && discord !== null && config.discord.scheduled_events) {
      const { serveScheduledEvents } = await import('./serve-scheduled-events.ts');
      run(serveScheduledEvents({ ...service, discord }));
    }
    if (isAlone && store !== null) {
      const { serveReminders } = await import('./serve-reminders.ts');
      run(serveReminders({ ...service, store, discord, irc }));
    }
    if (isAlone && store !== null) {
      const { watchGaps } = await import('./watch-gaps.ts');
      const tellers = {
        ...(discord === null ? {} : { discord: discord.tellAnswered }),
        ...(irc === null ? {} : { irc: irc.tellAnswered }),
      };
      const day = () => options.today ?? todayIn(config.community.timezone, new Date());
      run(watchGaps({ ...service, gaps: store.gaps, today: day, tellers, every: LOOK, rest: REST }));
    }
    if (isAlone && config.sync.every !== null) {
      const { serveSync } = await import('./serve-sync.ts');
      run(serveSync(opened, config.sync.every, console.note));
    }
    run(live);
    // What is wrong with the content is told by one process, not by each shard.
    await live.follow(isAlone ? console : { note: () => undefined, complain: () => undefined });
    const left = isAlone ? [prompt(news).then((wasUsed) => (wasUsed ? undefined : stopped))] : [];
    await Promise.race([...left, stopped, ...running.flatMap(({ closed }) => closed ?? [])]);
  } finally {
    await Promise.allSettled(running.map((surface) => surface.stop()));
    store?.close();
    // What is waited for at the prompt would keep the process alive.
    process.stdin.destroy();
    if (!isAlone) process.disconnect();
  }
}

/** Where contributions go; without a place to write, answers go on, and one line says so. */
async function openDesk(
  { folder, config }: OpenContent,
  log: (line: string) => void,
): Promise<DraftDesk | null> {
  const { openDraftDesk } = await import('./publish/draft-desk.ts');
  const { push } = config.drafts;
  return openDraftDesk({ content: folder, push, now: () => new Date() }).catch((error: Error) => {
    log(`Contributions are not taken: ${error.message}`);
    return null;
  });
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
