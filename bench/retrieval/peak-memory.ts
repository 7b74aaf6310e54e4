import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held so far, in bytes. On Linux it is the kernel's VmHWM: `maxRSS`
 * there begins with what the parent held when it started the process.
 */
export function peakMemory(): number {
  const kilobytes =
    process.platform === 'linux'
      ? Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
      : process.resourceUsage().maxRSS;
  return kilobytes * 1024;
}
