import { fillConfiguration, freePorts, makeFolder, missing, runDaemon } from './run-daemon.ts';

const SERVER = '/usr/sbin/ircd-hybrid';

export const hybridMissing = missing(SERVER);

/** ircd-hybrid on the loopback: no SASL, no services, and it throttles. Its operator is `oper`, password `oper`. */
export async function startHybrid(): Promise<{ port: number; stop: () => Promise<void> }> {
  const { folder, remove } = await makeFolder();
  const { port } = await freePorts('port');
  const configuration = await fillConfiguration('hybrid.conf', folder, { port });
  const file = (name: string) => `${folder}/${name}`;
  const args = [
    '-foreground',
    '-configfile',
    configuration,
    '-pidfile',
    file('pid'),
    '-logfile',
    file('log'),
  ];
  const bans = [
    '-klinefile',
    file('k'),
    '-xlinefile',
    file('x'),
    '-dlinefile',
    file('d'),
    '-resvfile',
    file('r'),
  ];
  const server = await runDaemon(SERVER, [...args, ...bans], folder, port);
  return {
    port,
    async stop() {
      await server.stop();
      await remove();
    },
  };
}
