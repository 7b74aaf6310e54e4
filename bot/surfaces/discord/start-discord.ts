import { randomBytes } from 'node:crypto';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { BridgeEnd } from '../../bridge/bridge-end.ts';
import type { Language } from '../../render/discord/texts.ts';
import type { Secret } from '../../config/secret.ts';
import { InputFault } from '../../input-fault.ts';
import { gapLister } from '../../list-gaps.ts';
import type { TellAnswered } from '../../watch-gaps.ts';
import type { Sender } from '../../reminders/send-once.ts';
import { answerMessage } from './answer-message.ts';
import type { Bot } from './bot.ts';
import { chooseIntents, mayReadContent, missingIntent } from './choose-intents.ts';
import { connectRest, refusedToken } from './connect-rest.ts';
import { announceDrafts } from './decide-draft.ts';
import { describeError } from './describe-error.ts';
import { createDiscordEnd, type DiscordEnd } from './discord-end.ts';
import { handleInteraction } from './handle-interaction.ts';
import { isShard } from './is-shard.ts';
import { createAskLimit, createQuestionLimits } from './limit-questions.ts';
import { createRecentAnswers } from './recent-answers.ts';
import { createRecentSet } from './recent-set.ts';
import { hasChanges, registerCommands } from './register-commands.ts';
import { createDiscordSender } from './send-messages.ts';
import { recommendedShards, startShards } from './start-shards.ts';
import { createEventSync, type EventSync } from './sync-events.ts';
import { createTeller } from './tell-answered.ts';
import { createTurns, type Turns } from './turns.ts';

export interface DiscordOptions
  extends Pick<Bot, 'engine' | 'viewFor' | 'store' | 'log' | 'now'>,
    Partial<Pick<Bot, 'noteGap' | 'writeUrl' | 'desk' | 'moderatorRoles'>> {
  readonly token: Secret;
  /** Address of the API, when it is not Discord's own. */
  readonly api: string | null;
  /** Guilds whose commands are registered in them alone; none: everywhere. */
  readonly guilds: readonly string[];
  readonly questionChannels: readonly string[];
  /** Where moderators see drafts; `null`: nowhere. */
  readonly draftChannel?: string | null;
  /** Of what nobody asked for; else English. */
  readonly language?: Language;
  /** The community's time zone. */
  readonly zone?: string;
  /** Channels of the bridge, which are read. */
  readonly bridgeChannels?: readonly string[];
  /** How many shards to run; `null`: as many as Discord recommends. */
  readonly shards: number | null;
  /** Who is answered when; else in the order of the questions. */
  readonly turns?: Turns;
}

export interface DiscordSurface {
  /** A channel as a side of a bridge; `null` where shards, which are processes of their own, hold the channels. */
  readonly openEnd: ((channel: string) => BridgeEnd) | null;
  /** Sends what must arrive once. */
  readonly sender: Sender;
  readonly syncEvents: EventSync;
  readonly tellAnswered: TellAnswered;
  /** Rejects with an InputFault when Discord has closed the connection for good. */
  readonly closed: Promise<never>;
  stop(): Promise<void>;
}

/** Messages and verdicts that are remembered so that none counts twice. */
const REMEMBERED = 10_000;
/** Messages kept of each channel: a reply brings what it replies to along. */
const MESSAGES_KEPT = 20;

/** discord.js counts answers to interactions too, which Discord doesn't: its own 50 would make them late. */
const REQUESTS_A_SECOND = 500;

/**
 * Answers on Discord until it is stopped: registers the commands where they changed, then connects, or has
 * shards do so. A lost connection is taken up again by discord.js. Loads discord.js, which takes 0.4 s.
 * @throws InputFault when Discord refuses the token or an intent, or can't be reached.
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordSurface> {
  const { token, api, guilds, questionChannels, bridgeChannels = [], store, log } = options;
  const { rest, application } = await connectRest(token, api);
  const view = () => options.viewFor(options.language ?? 'en');
  const posting = {
    sender: createDiscordSender(rest),
    syncEvents: createEventSync(rest, store?.scheduled ?? null, log),
    tellAnswered: createTeller(rest, view),
  };
  const wantsToRead =
    questionChannels.length > 0 || bridgeChannels.length > 0 || (store?.guildSettings.hasChannels() ?? false);
  const canReadChannels = wantsToRead && mayReadContent(application.flags ?? 0);
  if (wantsToRead && !canReadChannels) log(missingIntent(application.id));
  const { desk = null, draftChannel = null } = options;
  if (desk !== null && draftChannel !== null) announceDrafts(desk, draftChannel, rest, view, log);
  if (!isShard(process.env)) {
    for (const changes of await registerCommands(rest, application.id, guilds)) {
      if (hasChanges(changes))
        log(`discord: commands registered ${changes.guild === null ? 'everywhere' : `in ${changes.guild}`}`);
    }
    const count = options.shards ?? (await recommendedShards(rest));
    if (count > 1) return { ...(await startShards(count, token, log)), ...posting };
  }

  const { Client, Options, Partials } = await import('discord.js');
  const client = new Client({
    intents: chooseIntents(canReadChannels),
    partials: [Partials.Channel, Partials.Message],
    rest: { globalRequestsPerSecond: REQUESTS_A_SECOND, ...(api === null ? {} : { api }) },
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES_KEPT,
    }),
  });
  const ends: DiscordEnd[] = [];
  // What is said in a thread is said below its channel.
  const endsOf = (channelId: string) => {
    const channel = client.channels.cache.get(channelId);
    const home = channel?.isThread() ? channel.parentId : channelId;
    return ends.filter((end) => end.channel === home);
  };
  const bot = createBot(options, canReadChannels, (channel, reply) => {
    for (const end of endsOf(channel)) end.hearReply(reply);
  });
  client.on('interactionCreate', (interaction) => void handleInteraction(bot, interaction));
  client.on('messageCreate', (message) => {
    for (const end of endsOf(message.channelId)) void end.hear(message);
    void answerMessage(bot, message);
  });
  client.on('messageUpdate', (_before, message) => {
    for (const end of endsOf(message.channelId)) void end.hearEdit(message);
  });
  client.on('messageDelete', ({ id, channelId }) => {
    bot.recent.forget(id);
    for (const end of endsOf(channelId)) end.hearDelete(id);
  });
  client.on('shardResume', () => {
    for (const end of ends) end.hearUp();
  });
  client.on('error', (error) => log(`discord: ${describeError(error)}`));
  client.on('shardError', (error) => log(`discord: connection: ${describeError(error)}`));

  const ready = new Promise<void>((resolve) => {
    client.once('clientReady', () => resolve());
  });
  const closed = new Promise<never>((_, reject) => {
    client.on('shardDisconnect', ({ code }) => reject(describeClose(code, application.id)));
  });
  // Who is not told of it (the start has failed already) need not be.
  closed.catch(() => undefined);
  try {
    await Promise.race([closed, Promise.all([ready, client.login(token.reveal())])]);
  } catch (error) {
    await client.destroy();
    if ((error as { code?: unknown }).code === 'TokenInvalid') throw refusedToken();
    throw error;
  }
  log(`discord: connected as ${client.user?.username}`);
  const openEnd = (channel: string) => {
    const { now } = options;
    const end = createDiscordEnd({
      channel,
      client,
      view,
      now: () => now().getTime(),
      log,
    });
    ends.push(end);
    return end;
  };
  return { stop: () => client.destroy(), closed, openEnd, ...posting };
}

function createBot(options: DiscordOptions, canReadChannels: boolean, onReplied: Bot['onReplied']): Bot {
  const {
    engine,
    viewFor,
    store,
    noteGap = () => undefined,
    desk = null,
    moderatorRoles = [],
    writeUrl = null,
    log,
    now,
    questionChannels,
    zone = 'UTC',
    turns = createTurns(),
  } = options;
  return {
    engine,
    viewFor,
    store,
    listGaps: store === null ? () => [] : gapLister(store.gaps),
    noteGap,
    writeUrl,
    log,
    now,
    zone,
    desk,
    moderatorRoles,
    questionChannels: new Set(questionChannels),
    canReadChannels,
    onReplied,
    turns,
    limits: createQuestionLimits(),
    recent: createRecentAnswers(() => now().getTime(), engine),
    seen: createRecentSet(REMEMBERED),
    verdicts: createRecentSet(REMEMBERED),
    asked: createRecentSet(REMEMBERED),
    mayAsk: createAskLimit(),
    reached: createRecentSet(REMEMBERED),
    timesAsked: new Map(),
    lastAsked: new Map(),
    newId: () => randomBytes(4).toString('hex'),
  };
}

/** Close codes after which no connection is possible. */
function describeClose(code: number, application: string): InputFault {
  const page = `https://discord.com/developers/applications/${application}/bot`;
  if (code === GatewayCloseCodes.AuthenticationFailed) return refusedToken();
  if (code === GatewayCloseCodes.DisallowedIntents)
    return new InputFault(`Discord refuses an intent: switch on Message Content at ${page}`);
  return new InputFault(`Discord closed the connection with code ${code}`);
}
