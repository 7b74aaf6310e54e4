import { readFile } from 'node:fs/promises';
import type { Engine } from './answer/engine.ts';
import { todayIn } from './commands/open-content.ts';
import type { Config } from './config.ts';
import { Secret } from './config/secret.ts';
import { InputFault } from './input-fault.ts';
import { linkToPost } from './link-to-post.ts';
import type { NoteGap } from './note-gaps.ts';
import type { DraftDesk } from './publish/draft-desk.ts';
import type { Store } from './store/open-store.ts';
import { usualWaits } from './surfaces/irc/connect-network.ts';
import { type IrcNetworkOptions, type IrcSurface, startIrc } from './surfaces/irc/start-irc.ts';

export interface IrcService {
  readonly config: Config;
  readonly engine: () => Engine;
  /** Without it, neither reminders nor gaps are kept. */
  readonly store: Store | null;
  readonly noteGap: NoteGap;
  readonly desk: DraftDesk | null;
  /** YYYY-MM-DD instead of the day that it is. */
  readonly today: string | undefined;
  readonly log: (line: string) => void;
}

/** Lines that every network takes at once. */
const BURST = 4;

/** Serves every IRC network that is configured. @throws InputFault when a certificate can't be read. */
export async function serveIrc({
  config,
  engine,
  store,
  noteGap,
  desk,
  today,
  log,
}: IrcService): Promise<IrcSurface> {
  const networks = await Promise.all(config.irc.map((irc) => readNetwork(irc, config)));
  for (const { network, tls, isCertificateChecked, password } of networks) {
    if (password !== null && !(tls && isCertificateChecked)) {
      log(`irc: ${network}: others can listen in and take the password: switch on tls and tls_check`);
    }
  }
  return startIrc({
    networks,
    engine,
    gaps: store?.gaps ?? null,
    noteGap,
    desk,
    writeUrl: config.web === false ? null : config.web.write_url,
    view: () => ({
      today: today ?? todayIn(config.community.timezone, new Date()),
      community: config.community,
      linkTo: (post) => linkToPost(post, config.web),
    }),
    reminding: store === null ? null : { store, zone: config.community.timezone },
    log,
    random: Math.random,
    now: Date.now,
  });
}

async function readNetwork(
  irc: Config['irc'][number],
  { bridge, drafts }: Config,
): Promise<IrcNetworkOptions> {
  const own = `${irc.network}/`;
  const bridged = bridge
    .map((pair) => pair.irc)
    .filter((end) => end.startsWith(own))
    .map((end) => end.slice(own.length));
  return {
    network: irc.network,
    host: irc.host,
    port: irc.port,
    tls: irc.tls,
    isCertificateChecked: irc.tls_check,
    nick: irc.nick,
    account: irc.account,
    password: irc.password,
    serverPassword: irc.server_password,
    certificate: irc.certificate === null ? null : await readCertificate(irc.certificate),
    // A channel that is answered or relayed in is one to be in.
    channels: [...new Set([...irc.channels, ...irc.ambient, ...bridged])],
    ambient: irc.ambient,
    relays: irc.relays,
    moderators: drafts.accounts.filter((one) => one.startsWith(own)).map((one) => one.slice(own.length)),
    prefix: irc.prefix,
    pace: { burst: BURST, perSecond: irc.lines_per_second },
    waits: usualWaits,
  };
}

/** Key and certificate stand in one file, as OpenSSL and other clients keep them. */
async function readCertificate(file: string): Promise<IrcNetworkOptions['certificate']> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputFault(`the certificate ${file} can't be read (${error.code})`);
  });
  const key = /-----BEGIN (?:\w+ )*PRIVATE KEY-----[^-]+-----END (?:\w+ )*PRIVATE KEY-----/.exec(pem)?.[0];
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (key === undefined || certificate === undefined) {
    throw new InputFault(`${file} does not hold a private key and a certificate, both in PEM`);
  }
  return { key: new Secret(key), certificate };
}
