import { type APIGatewayBotInfo, Routes } from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import type { Secret } from '../../config/secret.ts';
import type { DiscordSurface } from './start-discord.ts';

/** How many shards Discord would have this bot run: one for some 1,000 servers. */
export async function recommendedShards(rest: REST): Promise<number> {
  return ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo).shards;
}

/**
 * Runs each shard as a process of its own, with the command line of this one; it loads the index that this
 * one has built. One that dies is started anew.
 */
export async function startShards(
  count: number,
  token: Secret,
  log: (line: string) => void,
): Promise<DiscordSurface> {
  const { ShardingManager } = await import('discord.js');
  const [, command = '', ...args] = process.argv;
  const manager = new ShardingManager(command, {
    totalShards: count,
    token: token.reveal(),
    shardArgs: args,
    respawn: true,
  });
  manager.on('shardCreate', ({ id }) => log(`discord: shard ${id + 1} of ${count} is started`));
  await manager.spawn();
  return {
    async stop() {
      manager.respawn = false;
      for (const shard of manager.shards.values()) shard.kill();
    },
  };
}
