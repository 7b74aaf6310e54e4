/** The little of irc-framework 4.14 that is used here; it ships no types. What is said of events is what its handlers emit. */
declare module 'irc-framework' {
  /** What went over the wire: its server may leave out any of it. */
  interface WireEvent {
    readonly nick?: string;
    readonly ident?: string;
    readonly hostname?: string;
    readonly target?: string;
    readonly message?: string;
    readonly channel?: string;
    readonly reason?: string;
    readonly error?: string;
    readonly new_nick?: string;
    readonly kicked?: string;
    readonly invited?: string;
    readonly account?: string | false;
    readonly from_server?: boolean;
    /** Milliseconds, where the server sends times. */
    readonly time?: number;
    readonly tags?: Readonly<Record<string, string>>;
    readonly batch?: { readonly type?: string };
    readonly type?: string;
    readonly modes?: readonly { readonly mode: string; readonly param?: string | null }[];
    readonly users?: readonly { readonly nick: string; readonly modes: readonly string[] }[];
    readonly command?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  }

  interface ClientOptions {
    readonly host: string;
    readonly port: number;
    readonly tls: boolean;
    readonly rejectUnauthorized: boolean;
    readonly nick: string;
    readonly username: string;
    readonly gecos: string;
    readonly version: string;
    /** The server's. */
    readonly password?: string;
    /** For SASL; an empty object keeps the server's password from being used for it. */
    readonly account: { readonly account?: string; readonly password?: string };
    readonly sasl_mechanism?: 'PLAIN' | 'EXTERNAL';
    readonly client_certificate?: { readonly private_key: string; readonly certificate: string };
    readonly auto_reconnect: boolean;
    /** Seconds. */
    readonly ping_interval: number;
    readonly ping_timeout: number;
    readonly enable_chghost: boolean;
    readonly enable_echomessage: boolean;
  }

  type Middleware = (
    command: string,
    message: { readonly tags: Readonly<Record<string, string>> },
    line: string,
    client: Client,
    next: () => void,
  ) => void;

  class Client {
    constructor(options: ClientOptions);
    readonly user: { readonly nick: string };
    readonly connected: boolean;
    readonly network: {
      readonly options: Readonly<Record<string, unknown>>;
      readonly cap: {
        isEnabled(name: string): boolean;
        readonly available: ReadonlyMap<string, string>;
      };
      supportsTag(name: string): boolean;
    };
    readonly connection: {
      /** Ends the connection; with `hadError`, at once. */
      end(lastLine: string | null, hadError?: boolean): void;
    };
    connect(): void;
    quit(message: string): void;
    raw(line: string): void;
    changeNick(nick: string): void;
    requestCap(names: readonly string[]): void;
    caseLower(text: string): string;
    use(plug: (client: Client, raw: { use(middleware: Middleware): void }) => void): this;
    on(event: 'raw socket connected', listener: (socket: import('node:net').Socket) => void): this;
    on(event: 'socket close', listener: (error: Error | false | undefined) => void): this;
    on(event: string, listener: (event: WireEvent) => void): this;
    removeListener(event: string, listener: (event: WireEvent) => void): this;
    removeAllListeners(): this;
  }

  const framework: { readonly Client: typeof Client };
  export default framework;
  export type { Client, ClientOptions, WireEvent };
}
