import { Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import { namePath } from '../../indexer/name-path.ts';
import type { Config } from './types.ts';

/**
 * The configuration in force as YAML; behind each value, as a comment, where it comes from: `default`,
 * `almanac.yaml:3` or `environment ALMANAC_X`. Secrets are `***`.
 */
export function printConfig(config: Config): string {
  const document = new Document(toPlain(config), { aliasDuplicateObjects: false });
  document.commentBefore =
    config.configFile === null ? ' no almanac.yaml: these are the defaults' : ` from ${config.configFile}`;
  noteOrigins(document.contents, [], config.origins);
  return document.toString({ lineWidth: 0 });
}

/** The same as plain data for JSON: the values, and where those come from that are no defaults. */
export function configToJson(config: Config): object {
  return {
    file: config.configFile,
    config: toPlain(config),
    origins: Object.fromEntries(config.origins),
    warnings: config.warnings,
  };
}

function toPlain({ configFile, origins, warnings, ...settings }: Config): object {
  return JSON.parse(JSON.stringify(settings)); // here secrets become ***
}

function noteOrigins(
  node: unknown,
  path: readonly PropertyKey[],
  origins: ReadonlyMap<string, string>,
): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) noteOrigins(value, [...path, String(key)], origins);
  } else if (isSeq(node) && node.items.some(isMap)) {
    for (const [index, item] of node.items.entries()) noteOrigins(item, [...path, index], origins);
  } else if (isSeq(node) || isScalar(node)) {
    if (isSeq(node)) node.flow = true;
    (node as Node).comment = ` ${origins.get(namePath(path)) ?? 'default'}`;
  }
}
