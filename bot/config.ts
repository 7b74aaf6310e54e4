/** What the rest of the bot needs of the configuration; loading it loads no schema and no YAML. */
export { ConfigError, formatConfigFault } from './config/config-error.ts';
export { loadConfig } from './config/load-config.ts';
export type { Config, ConfigFault, Environment } from './config/types.ts';
