import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Secret } from './secret.ts';
import type { ConfigFault, Environment } from './types.ts';

const largestTokenFile = 4096;

/** A secret that was looked for. Faults never hold it. */
export interface SecretReading {
  readonly secret: Secret | null;
  /** The variable that gave it, or null. */
  readonly variable: string | null;
  readonly fault: ConfigFault | null;
}

/** Reads a secret from a variable; an empty one counts as not set. */
export function readSecret(variable: string, environment: Environment): SecretReading {
  return check(environment[variable] ?? '', variable);
}

/** The token in `DISCORD_TOKEN`, or else in the file that `DISCORD_TOKEN_FILE` names (a relative path: from `cwd`). */
export async function readDiscordToken(environment: Environment, cwd: string): Promise<SecretReading> {
  const direct = readSecret('DISCORD_TOKEN', environment);
  const file = environment.DISCORD_TOKEN_FILE?.trim() ?? '';
  if (direct.secret !== null || direct.fault !== null || file === '') return direct;

  const variable = 'DISCORD_TOKEN_FILE';
  const refuse = (message: string, hint: string): SecretReading => {
    return { secret: null, variable, fault: { place: variable, message, hint } };
  };
  try {
    const { size } = await stat(resolve(cwd, file));
    if (size > largestTokenFile)
      return refuse(`is too large for a token: ${file}`, 'name the file of the token');
    const reading = check(await readFile(resolve(cwd, file), 'utf8'), variable);
    if (reading.secret !== null || reading.fault !== null) return reading;
    return refuse(`names an empty file: ${file}`, 'put the token into it');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    return refuse(`names a file that can't be read: ${file} (${code})`, 'check its path and permissions');
  }
}

function check(text: string, variable: string): SecretReading {
  const trimmed = text.trim();
  if (trimmed === '') return { secret: null, variable: null, fault: null };
  if (!/[\s\p{Cc}]/u.test(trimmed)) return { secret: new Secret(trimmed), variable, fault: null };
  const message = 'holds a blank or line break in its middle';
  return { secret: null, variable, fault: { place: variable, message, hint: 'give the secret alone' } };
}
