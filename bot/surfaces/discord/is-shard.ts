/** Is this the process of one shard, made by discord.js's ShardingManager, which tells it so by variables? */
export function isShard({ SHARDING_MANAGER, SHARDS }: NodeJS.ProcessEnv): boolean {
  return SHARDING_MANAGER !== undefined && SHARDS !== undefined;
}
