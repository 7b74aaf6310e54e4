import type { ConfigFault } from './types.ts';

/** A configuration that can't be used. `message` tells all its faults, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The command line prints the message alone, and ends with exit code 1. */
  readonly isInputFault = true;
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[], cause?: unknown) {
    super(faults.map(formatConfigFault).join('\n'), { cause });
    this.faults = faults;
  }
}

/** `almanac.yaml:3:5: "web.listen" is no address: "4117" (write "127.0.0.1:4117")` */
export function formatConfigFault({ place, message, hint }: ConfigFault): string {
  return `${place}: ${message}${hint === null ? '' : ` (${hint})`}`;
}
