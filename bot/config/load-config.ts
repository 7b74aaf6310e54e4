import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { defaultSettings } from './default-settings.ts';
import { readDiscordToken } from './read-secrets.ts';
import type { Config, Environment } from './types.ts';

const usualFile = 'almanac.yaml';
const largestFile = 256 * 1024;

/**
 * The configuration in force: defaults, over them the file (`almanac.yaml` in `cwd` if it is there, or
 * `file`, which must exist), over it `ALMANAC_…` variables; secrets come from the environment alone. A
 * relative `content` counts from the folder of the file in which it is written. Throws a `ConfigError`
 * with every fault. Without file and variables nothing but plain data is loaded, since a single question
 * must be answered at once.
 */
export async function loadConfig({
  file,
  cwd,
  env,
}: {
  readonly file: string | null;
  readonly cwd: string;
  readonly env: Environment;
}): Promise<Config> {
  const name = file ?? usualFile;
  const bytes = await readConfigFile(resolve(cwd, name), name, file !== null);
  const token = await readDiscordToken(env, cwd);
  const isSet = Object.keys(env).some((variable) => variable.startsWith('ALMANAC_'));
  if (bytes !== null || isSet) {
    const { mergeConfig } = await import('./merge-config.ts');
    return mergeConfig({ file: bytes === null ? null : { name, bytes }, env, token });
  }
  if (token.fault !== null) throw new ConfigError([token.fault]);
  return {
    ...defaultSettings,
    discord: { ...defaultSettings.discord, token: token.secret, api: null },
    configFile: null,
    origins: new Map(token.variable === null ? [] : [['discord.token', `environment ${token.variable}`]]),
    warnings: [],
  };
}

async function readConfigFile(path: string, name: string, mustExist: boolean): Promise<Uint8Array | null> {
  try {
    const found = await stat(path);
    if (found.isFile() && found.size <= largestFile) return await readFile(path);
    const message = found.isFile() ? 'the file is larger than 256 KB' : 'is no file';
    throw new ConfigError([{ place: name, message, hint: 'name a configuration file' }]);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    if (code === 'ENOENT' && !mustExist) return null;
    const message = code === 'ENOENT' ? 'there is no such file' : `the file can't be read (${code})`;
    const hint = code === 'ENOENT' ? 'check the path after --config' : 'check its permissions';
    throw new ConfigError([{ place: name, message, hint }], error);
  }
}
