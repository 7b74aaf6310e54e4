import { isDeepStrictEqual } from 'node:util';
import type { REST } from 'discord.js';
import { type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';
import { commandDefinitions } from '../../render/discord/command-definitions.ts';

type Command = RESTPostAPIApplicationCommandsJSONBody;

/** How the commands at one place differ from those wanted. */
export interface CommandChanges {
  /** A server's id, or null: everywhere. */
  readonly guild: string | null;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Registers the commands where they differ from what Discord has: in each of `guilds` (at once, for
 * development), or, when there is none, everywhere (which may take Discord an hour). One request reads and
 * one, if need be, writes; a dry run only tells.
 */
export async function registerCommands(
  rest: REST,
  application: string,
  guilds: readonly string[],
  isDryRun = false,
): Promise<CommandChanges[]> {
  const wanted = commandDefinitions();
  const places = guilds.length === 0 ? [null] : guilds;
  const all: CommandChanges[] = [];
  for (const guild of places) {
    const route =
      guild === null
        ? Routes.applicationCommands(application)
        : Routes.applicationGuildCommands(application, guild);
    const query = new URLSearchParams({ with_localizations: 'true' });
    const changes = { guild, ...compareCommands(wanted, (await rest.get(route, { query })) as Command[]) };
    if (!isDryRun && hasChanges(changes)) await rest.put(route, { body: wanted });
    all.push(changes);
  }
  return all;
}

export function hasChanges({ added, changed, removed }: CommandChanges): boolean {
  return added.length + changed.length + removed.length > 0;
}

function compareCommands(
  wanted: readonly Command[],
  present: readonly Command[],
): Omit<CommandChanges, 'guild'> {
  const before = new Map(present.map((command) => [keyOf(command), command]));
  const after = new Map(wanted.map((command) => [keyOf(command), command]));
  const namesOf = (commands: readonly Command[]) => commands.map(({ name }) => name);
  return {
    added: namesOf(wanted.filter((command) => !before.has(keyOf(command)))),
    changed: namesOf(
      wanted.filter((command) => {
        const old = before.get(keyOf(command));
        return old !== undefined && !isDeepStrictEqual(plain(command), plain(old));
      }),
    ),
    removed: namesOf(present.filter((command) => !after.has(keyOf(command)))),
  };
}

function keyOf({ type = 1, name }: Command): string {
  return `${type} ${name}`;
}

/** What Discord fills in, when it is left out, counts as left out; so does all that it adds of its own. */
const ADDED = new Set([
  'id',
  'application_id',
  'version',
  'guild_id',
  'dm_permission',
  'nsfw',
  'name_localized',
  'description_localized',
]);
const LEFT_OUT = [undefined, null, false, ''];

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain);
  if (typeof value !== 'object' || value === null)
    return LEFT_OUT.includes(value as never) ? undefined : value;
  const entries = Object.entries(value)
    .filter(([key]) => !ADDED.has(key))
    .map(([key, part]) => [key, plain(part)] as const)
    .filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries);
}
