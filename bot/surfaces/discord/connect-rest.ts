import { type APIApplication, Routes } from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import type { Secret } from '../../config/secret.ts';
import { InputFault } from '../../input-fault.ts';

export interface Connection {
  readonly rest: REST;
  /** The application that the token belongs to. */
  readonly application: Pick<APIApplication, 'id' | 'flags'>;
}

/**
 * Makes a client of Discord's REST and asks whose token it has. Loads discord.js, 0.4 s.
 * @throws InputFault when the token is refused or Discord can't be reached; the token is in no message.
 */
export async function connectRest(token: Secret, api: string | null): Promise<Connection> {
  const { REST: Rest } = await import('discord.js');
  const rest = new Rest({ version: '10', ...(api === null ? {} : { api }) }).setToken(token.reveal());
  try {
    return { rest, application: (await rest.get(Routes.currentApplication())) as APIApplication };
  } catch (error) {
    if ((error as { status?: unknown }).status === 401) throw refusedToken();
    throw new InputFault(
      `Discord can't be reached${api === null ? '' : ` at ${api}`}: ${(error as Error).message}`,
    );
  }
}

export function refusedToken(): InputFault {
  return new InputFault(
    'Discord refuses the token: copy it anew from https://discord.com/developers/applications (Bot → Reset Token) into DISCORD_TOKEN',
  );
}
