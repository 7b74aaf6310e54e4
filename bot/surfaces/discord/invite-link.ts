import { OAuth2Scopes, PermissionFlagsBits } from 'discord-api-types/v10';

/** All that the bot does in a server: reading, writing, threads, quoting with links. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory;

/** The page on which the bot is added to a server, with just the scopes and permissions that it uses. */
export function inviteLink(application: string, schedulesEvents: boolean): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(PERMISSIONS | (schedulesEvents ? PermissionFlagsBits.CreateEvents : 0n)),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
