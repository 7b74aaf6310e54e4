import { decodeUtf8 } from '../../indexer/decode-utf8.ts';
import { type ParsedYaml, parseYaml } from '../../indexer/parse-yaml.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';
import { ConfigError } from './config-error.ts';

export interface ConfigFile {
  /** As it is to be shown: `almanac.yaml`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The file's plain data, as yet unchecked by the schema. Throws a `ConfigError` when it is no sound YAML. */
export function parseConfigFile({ name, bytes }: ConfigFile): ParsedYaml {
  const decoded = decodeUtf8(bytes);
  if (decoded.text === null) {
    const place = `${name}:${decoded.line}:${decoded.column}`;
    throw new ConfigError([{ place, message: 'the file is not UTF-8', hint: 'save it as UTF-8' }]);
  }
  const yaml = parseYaml(decoded.text);
  if (yaml.faults.length === 0) return yaml;
  throw new ConfigError(
    yaml.faults.map(({ at, message, hint }) => {
      return { place: `${name}:${at.line}:${at.column}`, message: toOneLine(message), hint };
    }),
  );
}
