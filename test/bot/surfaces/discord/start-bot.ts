import { createEngine, type Engine } from '../../../../bot/answer/engine.ts';
import { Secret } from '../../../../bot/config/secret.ts';
import { createGapNotes } from '../../../../bot/note-gaps.ts';
import type { TellAnswered } from '../../../../bot/watch-gaps.ts';
import type { Index } from '../../../../indexer/open-index.ts';
import { openStore, type Store } from '../../../../bot/store/open-store.ts';
import { type DiscordOptions, startDiscord } from '../../../../bot/surfaces/discord/start-discord.ts';
import {
  type DiscordServer,
  type DiscordServerOptions,
  startDiscordServer,
} from '../../../servers/discord/discord-server.ts';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';

/** The bot on real discord.js, connected to a server of the test's own. */
export interface RunningBot extends AsyncDisposable {
  readonly discord: DiscordServer;
  readonly store: Store;
  readonly logged: string[];
  readonly engine: () => Engine;
  readonly tellAnswered: TellAnswered;
  /** Puts another index in the place of the present one. */
  change(index: Index): void;
  /** Stops the bot and starts it anew. */
  restart(): Promise<void>;
}

const library = makeIndex(
  [
    makePost(
      'locktime',
      '## Cause\n\nThe kernel ignores gratuitous ARP packets because they come within the locktime window.\n\n' +
        '## Mend\n\nTo fix ignored ARP packets, set the locktime to zero.',
      {
        title: 'Why ARP is ignored',
        url: 'https://example.org/locktime',
        published: '2008-03-01T10:00:00Z',
        tags: ['arp'],
      },
    ),
    makePost('keymap', 'The noVNC console ignores the keyboard when the keymap is set.', {
      title: 'A console without keys',
      author: 'Grace',
      published: '2017-05-20T10:00:00Z',
      tags: ['console'],
      summary: 'Delete the keymap.',
    }),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      makePost(`tyres-${n}`, `Bicycle tyre number ${n} needs a pressure of ${n} bar.`, {
        title: `Tyre ${n}`,
        author: `Author ${n}`,
        published: `2017-04-0${n}T10:00:00Z`,
        url: `https://example.org/tyres/${n}`,
      }),
    ),
  ],
  [
    makeEvent('party', '2017-06-01', { name: 'Engine party', place: 'London' }),
    makeEvent('wake', '2017-01-01', { name: 'Engine wake', place: 'Paris' }),
  ],
);

export async function startBot(
  options: Partial<DiscordOptions> & { index?: Index; server?: DiscordServerOptions } = {},
): Promise<RunningBot> {
  const { index = library, server, ...rest } = options;
  const discord = await startDiscordServer(server);
  const store = await openStore(':memory:');
  const logged: string[] = [];
  let engine: Engine = createEngine(index);
  const start = () =>
    startDiscord({
      token: new Secret('good-token'),
      api: discord.api,
      guilds: [],
      questionChannels: [],
      shards: null,
      engine: () => engine,
      viewFor: (language) => ({
        language,
        today: '2017-05-26',
        community: { name: 'Engines', ask_humans: null },
        linkTo: (post) => post.url,
      }),
      store,
      noteGap: createGapNotes(
        store.gaps,
        () => new Date('2017-05-26T10:00:00Z'),
        (line) => logged.push(line),
      ),
      writeUrl: null,
      log: (line) => logged.push(line),
      now: () => new Date(),
      ...rest,
    });
  let surface = await start().catch(async (error) => {
    await discord[Symbol.asyncDispose]();
    throw error;
  });
  return {
    discord,
    store,
    logged,
    engine: () => engine,
    tellAnswered: (...told) => surface.tellAnswered(...told),
    change: (other) => {
      engine = createEngine(other);
    },
    async restart() {
      await surface.stop();
      surface = await start();
    },
    async [Symbol.asyncDispose]() {
      await surface.stop();
      await discord[Symbol.asyncDispose]();
      store.close();
    },
  };
}
