import { configToJson, printConfig } from '../config/print-config.ts';
import { configJsonSchema } from '../config/settings-schema.ts';
import type { Config } from '../config/types.ts';

/** `almanac config`: the text to print, with a line break at its end. */
export function runConfig(
  wanted: { schema: true } | { schema?: false; config: Config; json: boolean },
): string {
  if (wanted.schema) return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  return wanted.json ? `${JSON.stringify(configToJson(wanted.config))}\n` : printConfig(wanted.config);
}
