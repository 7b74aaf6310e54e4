import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server of a Debian package as a child of the tests, with a folder of its own. */
export interface Daemon {
  stop(): Promise<void>;
}

/** Why a suite is left out, or `null`: the server is there. */
export function missing(...programs: readonly string[]): string | null {
  const absent = programs.filter((program) => !existsSync(program));
  if (absent.length === 0) return null;
  return `left out, since ${absent.join(', ')} is not installed: apt-get install inspircd atheme-services ircd-hybrid`;
}

/** A folder that a server which gave up root can use. */
export async function makeFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-irc-'));
  await chmod(folder, 0o755);
  if (isRoot()) await chown(folder, NOBODY, NOBODY);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes a configuration of this folder with its `{places}` filled in, and gives its path. */
export async function fillConfiguration(
  name: string,
  folder: string,
  places: Readonly<Record<string, string | number>>,
  as: string = name,
): Promise<string> {
  const template = await readFile(join(import.meta.dirname, name), 'utf8');
  const text = template.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place]));
  const path = join(folder, as);
  await writeFile(path, text, { mode: 0o644 });
  return path;
}

/** Runs a program as nobody until `stop`; resolves when it listens on `port`. */
export async function runDaemon(
  program: string,
  args: readonly string[],
  folder: string,
  port: number | null,
): Promise<Daemon> {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot() ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output = (output + data).slice(-4_000);
    });
  }
  const stop = () => end(child);
  if (port === null) return { stop };
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    if (await isListening(port)) return { stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${program} does not listen on ${port}: ${output}`);
}

/** Ports of the loopback that are free now. */
export async function freePorts<Names extends string>(...names: Names[]): Promise<Record<Names, number>> {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Names, number>;
}

const NOBODY = 65_534;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
