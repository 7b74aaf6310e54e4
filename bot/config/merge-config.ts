import { dirname, isAbsolute, join } from 'node:path';
import { describeIssues } from '../../indexer/describe-issues.ts';
import { namePath } from '../../indexer/name-path.ts';
import { applyEnvironment } from './apply-environment.ts';
import { ConfigError } from './config-error.ts';
import { type ConfigFile, parseConfigFile } from './parse-config-file.ts';
import { placeIssues } from './place-issues.ts';
import { readSecret, type SecretReading } from './read-secrets.ts';
import { discordApiSchema, settingsSchema } from './settings-schema.ts';
import type { Config, Environment, Settings } from './types.ts';
import { discordApiVariable, networkSecrets, networkVariable } from './variables.ts';

type Path = readonly PropertyKey[];

/**
 * Joins the file, the variables and the secrets, and checks the whole by one schema, so that a variable
 * also mends what the file has wrong. Throws a `ConfigError` with every fault.
 */
export function mergeConfig({
  file,
  env,
  token,
}: {
  readonly file: ConfigFile | null;
  readonly env: Environment;
  readonly token: SecretReading;
}): Config {
  const yaml = file === null ? null : parseConfigFile(file);
  const source = file === null || yaml === null ? null : { name: file.name, yaml };
  const raw: unknown = yaml?.value ?? {};
  const written = listLeaves(raw);
  const { overrides, warnings } = applyEnvironment(isGroup(raw) ? raw : {}, env);
  const { value: settings, issues } = describeIssues(
    raw,
    settingsSchema,
    (path) => yaml?.written(path) ?? null,
  );
  const api = readDiscordApi(env);
  const passwords = (settings?.irc ?? []).flatMap(({ network }, index) =>
    networkSecrets.map(({ ending, key }) => {
      return { index, key, ...readSecret(networkVariable(network, ending), env) };
    }),
  );

  const faults = [
    ...placeIssues(issues, source, overrides),
    ...placeIssues(api.issues, null, [{ variable: discordApiVariable, path: [] }]),
    ...[token, ...passwords].flatMap(({ fault }) => fault ?? []),
  ];
  if (settings === null || faults.length > 0) throw new ConfigError(faults);

  const origins = new Map<string, string>();
  for (const path of written) {
    origins.set(namePath(path), `${source?.name}:${source?.yaml.locate(path, 'value').line}`);
  }
  const given = [
    ...overrides,
    { variable: api.value === null ? null : discordApiVariable, path: ['discord', 'api'] },
    { variable: token.variable, path: ['discord', 'token'] },
    ...passwords.map(({ variable, index, key }) => ({ variable, path: ['irc', index, key] })),
  ];
  for (const { path, variable } of given) {
    if (variable !== null) origins.set(namePath(path), `environment ${variable}`);
  }

  const isContentInFile =
    written.some((path) => namePath(path) === 'content') && !env.ALMANAC_CONTENT?.trim();
  return {
    ...settings,
    content: isContentInFile ? placeContent(settings.content, source?.name ?? '') : settings.content,
    web: deriveBaseUrl(settings.web, origins),
    discord: { ...settings.discord, token: token.secret, api: api.value },
    irc: settings.irc.map((irc, index) => {
      const find = (key: string) => passwords.find((other) => other.index === index && other.key === key);
      return {
        ...irc,
        password: find('password')?.secret ?? null,
        server_password: find('server_password')?.secret ?? null,
      };
    }),
    configFile: source?.name ?? null,
    origins,
    warnings,
  };
}

/** A relative folder counts from the folder of the file that names it. */
function placeContent(content: string, file: string): string {
  return isAbsolute(content) || dirname(file) === '.' ? content : join(dirname(file), content);
}

/** Where only `listen` was set, links go there too; where it means every address, to this machine. */
function deriveBaseUrl(web: Settings['web'], origins: Map<string, string>): Settings['web'] {
  const origin = origins.get('web.listen');
  if (web === false || origin === undefined || origins.has('web.base_url')) return web;
  const host = web.listen.replace(/^0\.0\.0\.0(?=:\d+$)/, '127.0.0.1').replace(/^\[::\](?=:\d+$)/, '[::1]');
  origins.set('web.base_url', `web.listen, ${origin}`);
  return { ...web, base_url: `http://${host}` };
}

function readDiscordApi(env: Environment) {
  const text = env[discordApiVariable]?.trim() ?? '';
  return text === '' ? { value: null, issues: [] } : describeIssues(text, discordApiSchema);
}

/** The paths of everything in `value` that holds no keys: scalars, and lists of scalars. */
function listLeaves(value: unknown, path: Path = []): Path[] {
  if (!isGroup(value)) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (Array.isArray(value) && !value.some(isGroup)) return [path];
  return entries.flatMap(([key, below]) => listLeaves(below, [...path, key]));
}

function isGroup(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
