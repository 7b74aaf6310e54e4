import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { DiscordPayload } from '../../render/discord/payload.ts';

/** A message as the REST API takes it; discord.js does the same for what goes through its client. */
export function toBody({ allowedMentions, ...message }: DiscordPayload): RESTPostAPIChannelMessageJSONBody {
  const { parse, users, repliedUser } = allowedMentions;
  const allowed_mentions = { parse, ...(users === undefined ? {} : { users }), replied_user: repliedUser };
  return { ...message, allowed_mentions };
}
