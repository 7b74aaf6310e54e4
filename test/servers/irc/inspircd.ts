import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Daemon, fillConfiguration, freePorts, makeFolder, missing, runDaemon } from './run-daemon.ts';

const SERVER = '/usr/sbin/inspircd';
const SERVICES = '/usr/bin/atheme-services';

export const inspircdMissing = missing(SERVER, SERVICES);

export interface Inspircd {
  readonly port: number;
  readonly tlsPort: number;
  /** Lets in who knows the password `door`. */
  readonly lockedPort: number;
  /** The server's certificate, PEM, which nobody signed but itself. */
  readonly certificate: string;
  /** A port of the other server of the network, where there is one. */
  readonly leafPort: number;
  /** The network splits: the other server is gone. */
  split(): Promise<void>;
  /** Stops the server and starts it anew, as an upgrade does. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** InspIRCd on the loopback; with `services`, Atheme beside it; with `leaf`, a second server linked to it. Its operator is `oper`, password `oper`. */
export async function startInspircd({
  services = false,
  leaf = false,
  fakelag = true,
} = {}): Promise<Inspircd> {
  const { folder, remove } = await makeFolder();
  const ports = await freePorts('port', 'tlsPort', 'linkPort', 'lockedPort');
  const leafPorts = await freePorts('port', 'tlsPort', 'linkPort', 'lockedPort');
  await writeFile(join(folder, 'motd.txt'), 'A server for tests.\n');
  const certificate = makeCertificate(folder, 'tls');
  await chmod(join(folder, 'tls.key'), 0o644);
  const shared = {
    folder,
    fakelag: fakelag ? 'yes' : 'no',
    // Without the delays that it slows people down by, the server would hang up on them.
    threshold: fakelag ? 10 : 100_000,
  };
  const hub = {
    ...shared,
    ...ports,
    server: 'irc.test',
    id: '1AA',
    other: 'leaf.test',
    otherPort: leafPorts.linkPort,
  };
  const configuration = await fillConfiguration('inspircd.conf', folder, { ...hub, autoconnect: '' });
  const run = () => runDaemon(SERVER, ['--nofork', '--config', configuration], folder, ports.port);
  let server = await run();
  const daemons: Daemon[] = [];
  if (leaf) {
    const names = { server: 'leaf.test', id: '2AA', other: 'irc.test', otherPort: ports.linkPort };
    const autoconnect = '<autoconnect period="1s" server="irc.test">';
    const places = { ...shared, ...leafPorts, ...names, autoconnect };
    const second = await fillConfiguration('inspircd.conf', folder, places, 'leaf.conf');
    daemons.push(await runDaemon(SERVER, ['--nofork', '--config', second], folder, leafPorts.port));
  }
  if (services) daemons.push(await runServices(folder, ports));
  return {
    ...ports,
    certificate,
    leafPort: leafPorts.port,
    split: async () => daemons[0]?.stop(),
    async restart() {
      await server.stop();
      server = await run();
    },
    async stop() {
      for (const daemon of [...daemons, server]) await daemon.stop();
      await remove();
    },
  };
}

async function runServices(folder: string, ports: Readonly<Record<string, number>>): Promise<Daemon> {
  await mkdir(join(folder, 'data'), { mode: 0o777 });
  await chmod(join(folder, 'data'), 0o777);
  const configuration = await fillConfiguration('atheme.conf', folder, ports);
  const file = (name: string) => join(folder, 'data', name);
  const args = ['-n', '-c', configuration, '-l', file('log'), '-p', file('pid'), '-D', join(folder, 'data')];
  return runDaemon(SERVICES, args, folder, null);
}

/** A key and a certificate for it, `NAME.key` and `NAME.crt`. */
export function makeCertificate(folder: string, name: string): string {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = [
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '30',
  ];
  execFileSync('openssl', ['req', ...kind, ...names, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  return certificate;
}
