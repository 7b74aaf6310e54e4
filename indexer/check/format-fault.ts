import { posix } from 'node:path';
import type { Fault } from '../types.ts';

/**
 * A fault as one line for people and editors:
 * `content/posts/arp.md:3:1: "published" is not a date: "2017-13-01" (write 2017-05-25T19:46:00Z)`.
 * A warning says so. `prefixDir` is the content folder as the person named it.
 */
export function formatFault(fault: Fault, prefixDir = ''): string {
  const file = posix.join(prefixDir.replaceAll('\\', '/'), fault.file);
  const kind = fault.severity === 'warning' ? 'warning: ' : '';
  const hint = fault.hint === null ? '' : ` (${fault.hint})`;
  return escapeControls(`${file}:${fault.line}:${fault.column}: ${kind}${fault.message}${hint}`);
}

/** Names of files come from anywhere, and must not steer a terminal. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
