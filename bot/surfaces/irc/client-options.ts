import type { ClientOptions } from 'irc-framework';
import type { NetworkOptions } from './connect-network.ts';

/** The options as irc-framework names them. Reconnecting is ours, since the library gives up after some cuts. */
export function clientOptions(options: NetworkOptions): ClientOptions {
  const { nick, account, password, serverPassword, certificate, waits } = options;
  return {
    host: options.host,
    port: options.port,
    tls: options.tls,
    rejectUnauthorized: options.isCertificateChecked,
    nick,
    username: 'almanac',
    gecos: 'Almanac: quotes what the posts of this community say',
    // Questions about the version are answered here, at a pace that nobody else sets.
    version: '',
    ...(serverPassword === null ? {} : { password: serverPassword.reveal() }),
    account: password === null ? {} : { account: account ?? nick, password: password.reveal() },
    ...(certificate === null
      ? {}
      : {
          sasl_mechanism: 'EXTERNAL' as const,
          client_certificate: {
            private_key: certificate.key.reveal(),
            certificate: certificate.certificate,
          },
        }),
    auto_reconnect: false,
    ping_interval: waits.ping / 1000,
    ping_timeout: waits.silence / 1000,
    enable_chghost: true,
    enable_echomessage: true,
  };
}
