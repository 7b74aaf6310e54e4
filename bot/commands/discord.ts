import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { connectRest } from '../surfaces/discord/connect-rest.ts';
import { inviteLink } from '../surfaces/discord/invite-link.ts';
import { type CommandChanges, hasChanges, registerCommands } from '../surfaces/discord/register-commands.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

/** `almanac discord invite`: prints the page on which the bot is added to a server. */
export async function runInvite(options: SharedOptions): Promise<void> {
  const { application, config, console } = await connect(options);
  const url = inviteLink(application.id, config.discord.scheduled_events);
  console.print(options.json ? JSON.stringify({ url }) : url);
}

/** `almanac discord register`: brings Discord's list of commands up to date and prints what changed. */
export async function runRegister(options: SharedOptions & { readonly dryRun?: boolean }): Promise<void> {
  const { rest, application, config, console } = await connect(options);
  const changes = await registerCommands(rest, application.id, config.discord.guilds, options.dryRun);
  for (const change of changes) console.print(options.json ? JSON.stringify(change) : describe(change));
  if (options.dryRun) console.note('A dry run: nothing was changed.');
}

/** Signs are those of a diff: `+` added, `~` changed, `-` removed. */
function describe(changes: CommandChanges): string {
  const place = changes.guild === null ? 'everywhere' : `in ${changes.guild}`;
  if (!hasChanges(changes)) return `${place}: nothing to change`;
  const lines = (sign: string, names: readonly string[]) => names.map((name) => `  ${sign} ${name}`);
  return [
    `${place}:`,
    ...lines('+', changes.added),
    ...lines('~', changes.changed),
    ...lines('-', changes.removed),
  ].join('\n');
}

async function connect(options: SharedOptions) {
  const console = createConsole(process);
  const config = await readConfig(options, console);
  const { token, api } = config.discord;
  if (token === null) {
    throw new InputFault(
      'there is no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it',
    );
  }
  return { ...(await connectRest(token, api)), config, console };
}
