import { toOneLine } from '../../../indexer/to-one-line.ts';

/**
 * An error for the log: its message, Discord's code and the place, on one line. The addresses that Discord's
 * errors carry hold tokens of interactions: they are left out.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return toOneLine(String(error));
  const { code } = error as { code?: unknown };
  const place = /\n\s+at (?:.*\()?(?:file:\/\/)?[^\n]*?((?:bot|indexer)\/[^\s)]+)/.exec(
    error.stack ?? '',
  )?.[1];
  const parts = [
    error.message,
    ...(code === undefined ? [] : [`code ${String(code)}`]),
    ...(place ? [`at ${place}`] : []),
  ];
  return toOneLine(parts.join(', '));
}

/** Discord's codes for who or what can't be written to: it takes no direct messages, or is gone. */
const UNREACHABLE = new Set([10003, 10013, 50007, 50278]);

/** Does it say that nothing ever arrives there? */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.has(codeOf(error) ?? 0);
}

/** Discord's code of an error, or null: it is none of Discord's. */
export function codeOf(error: unknown): number | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : null;
}
