import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

/** Not those of @sparticuz/chromium, which switch the web's own protections off. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--headless=new',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SYSTEM = '/usr/bin/chromium';
/** Milliseconds. */
const LONGEST_START = 60_000;

/**
 * Starts the system's Chromium, or the one that comes with the development dependencies. Where neither
 * runs, one line says so and null is given; with TEST_BROWSER=required that is an error.
 */
export async function openBrowser(): Promise<Browser | null> {
  try {
    const executablePath = existsSync(SYSTEM) ? SYSTEM : await unpack();
    return await chromium.launch({ executablePath, args: ARGUMENTS, timeout: LONGEST_START });
  } catch (error) {
    if (process.env.TEST_BROWSER === 'required') throw error;
    const reason = String(error).split('\n', 1)[0];
    console.warn(
      `Tests in a browser are left out: none starts here (${reason}). Debian: apt-get install chromium`,
    );
    return null;
  }
}

/** One process unpacks, others wait: half a browser does not start. */
async function unpack(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  const lock = join(tmpdir(), 'almanac-unpacks-chromium.tmp');
  const since = Date.now();
  for (;;) {
    const handle = await open(lock, 'wx').catch(() => null);
    if (handle !== null || Date.now() - since > LONGEST_START) {
      await handle?.close();
      return packed.executablePath().finally(() => rm(lock, { force: true }));
    }
    await setTimeout(100);
  }
}
