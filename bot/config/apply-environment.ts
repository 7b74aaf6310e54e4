import { suggest } from '../../indexer/suggest.ts';
import type { ConfigFault, Environment } from './types.ts';
import {
  discordApiVariable,
  keyVariables,
  networkSecrets,
  networkVariable,
  networkVariables,
  readVariable,
  type VariableForm,
} from './variables.ts';

export interface Override {
  readonly variable: string;
  readonly path: readonly PropertyKey[];
}

const prefix = 'ALMANAC_';

type Group = Record<PropertyKey, unknown>;

/**
 * Puts the values of `ALMANAC_…` variables into `settings`: what was read from the file, as yet unchecked,
 * which is changed. Empty variables count as not set. Gives the keys that were set, and warnings for
 * variables that mean nothing, with the one that was probably meant.
 */
export function applyEnvironment(
  settings: Group,
  environment: Environment,
): { overrides: Override[]; warnings: ConfigFault[] } {
  const overrides: Override[] = [];
  const warnings: ConfigFault[] = [];
  const known = new Set([discordApiVariable]);

  const apply = (variable: string, path: readonly PropertyKey[], form: VariableForm) => {
    known.add(variable);
    const text = environment[variable]?.trim();
    if (text === undefined || text === '') return;
    if (path[0] === 'web' && settings.web === false && path[1] === 'base_url') {
      warnings.push({ place: variable, message: 'has no effect: the web page is switched off', hint: null });
    } else if (variable === 'ALMANAC_WEB_LISTEN' && text === 'false') {
      settings.web = false;
      overrides.push({ variable, path: ['web'] });
    } else if (set(settings, path, readVariable(text, form))) {
      overrides.push({ variable, path });
    }
  };

  for (const [variable, path, form] of keyVariables) apply(variable, path, form);
  const networks = Array.isArray(settings.irc) ? settings.irc : [];
  for (const [index, entry] of networks.entries()) {
    const name: unknown = isGroup(entry) ? entry.network : null;
    if (typeof name !== 'string') continue;
    for (const secret of networkSecrets) known.add(networkVariable(name, secret.ending));
    for (const [ending, key, form] of networkVariables) {
      apply(networkVariable(name, ending), ['irc', index, key], form);
    }
  }

  const endings = [...known].map((variable) => variable.slice(prefix.length));
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith(prefix) || known.has(variable)) continue;
    const near = suggest(variable.slice(prefix.length), endings);
    const hint = near === null ? hintForStranger(variable) : `did you mean ${prefix}${near}?`;
    warnings.push({ place: variable, message: 'is no variable that Almanac knows', hint });
  }
  return { overrides, warnings };
}

function hintForStranger(variable: string): string {
  if (variable.startsWith('ALMANAC_IRC_')) return 'add its network under "irc" in almanac.yaml';
  return 'what there is: `almanac config --schema`, each key as ALMANAC_KEY';
}

/** Sets a key, making the groups above it; false when something else stands in their place. */
function set(settings: Group, path: readonly PropertyKey[], value: unknown): boolean {
  let group = settings;
  for (const step of path.slice(0, -1)) {
    if (group[step] === undefined || (step === 'web' && group[step] === false)) group[step] = {};
    const below = group[step];
    if (!isGroup(below)) return false;
    group = below;
  }
  const key = path.at(-1);
  if (key === undefined) return false;
  group[key] = value;
  return true;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null;
}
