import { type APIGatewayBotInfo, Routes } from 'discord-api-types/v10';
import type { REST, Shard } from 'discord.js';
import type { Secret } from '../../config/secret.ts';
import { InputFault } from '../../input-fault.ts';
import type { DiscordSurface } from './start-discord.ts';

/** Milliseconds before a shard that ended is started anew: Discord counts how often a bot begins. */
const BEFORE_NEXT = 5_500;

/** How many shards Discord would have this bot run: one for some 1,000 servers. */
export async function recommendedShards(rest: REST): Promise<number> {
  return ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo).shards;
}

/**
 * Runs each shard as a process of its own, with the command line of this one; it loads the index that this
 * one has built. One that ends is started anew.
 * @throws InputFault when a shard can't be started: it has said why.
 */
export async function startShards(
  count: number,
  token: Secret,
  log: (line: string) => void,
): Promise<Pick<DiscordSurface, 'openEnd' | 'closed' | 'stop'>> {
  const { ShardingManager } = await import('discord.js');
  const [, command = '', ...args] = process.argv;
  const manager = new ShardingManager(command, {
    totalShards: count,
    token: token.reveal(),
    shardArgs: args,
    respawn: false,
  });
  let close: (fault: InputFault) => void = () => undefined;
  const closed = new Promise<never>((_, reject) => {
    close = reject;
  });
  // Who is not told of it (the start has failed already) need not be.
  closed.catch(() => undefined);
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    for (const shard of manager.shards.values()) if (shard.process) shard.kill();
  };
  const keepUp = (shard: Shard) => {
    let wasReady = false;
    shard.on('ready', () => {
      wasReady = true;
    });
    shard.on('death', () => {
      if (isStopping || !wasReady) return;
      wasReady = false;
      log(`discord: shard ${shard.id + 1} of ${count} has ended and is started anew`);
      setTimeout(() => {
        if (!isStopping) shard.spawn().catch(() => close(shardFault()));
      }, BEFORE_NEXT);
    });
  };
  manager.on('shardCreate', (shard) => {
    log(`discord: shard ${shard.id + 1} of ${count} is started`);
    keepUp(shard);
  });
  try {
    await manager.spawn();
  } catch {
    await stop();
    throw shardFault();
  }
  return { stop, closed, openEnd: null };
}

function shardFault(): InputFault {
  return new InputFault('a shard of Discord could not be started: it has said why above');
}
