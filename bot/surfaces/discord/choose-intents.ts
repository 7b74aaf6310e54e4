import { ApplicationFlags, GatewayIntentBits } from 'discord-api-types/v10';

/**
 * The least that works: servers and their channels, messages in them (of which Discord shows the bot only
 * those that mention it or reply to it) and direct messages. Question channels need to be read.
 */
export function chooseIntents(readsChannels: boolean): number[] {
  return [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    ...(readsChannels ? [GatewayIntentBits.MessageContent] : []),
  ];
}

/** Was the privileged intent switched on on the application's page? */
export function mayReadContent(flags: number): boolean {
  return (
    (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0
  );
}

export function missingIntent(application: string): string {
  return (
    'discord: question channels are not read, since the Message Content intent is off: switch it on at ' +
    `https://discord.com/developers/applications/${application}/bot and start again. All else works.`
  );
}
