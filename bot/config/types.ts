import type { Secret } from './secret.ts';

/** What can be written in `almanac.yaml`, defaults filled in. */
export interface Settings {
  /** The content folder, as it is to be opened from the working directory. */
  readonly content: string;
  readonly community: {
    readonly name: string;
    /** IANA name. */
    readonly timezone: string;
    /** Where a declined answer sends people: `#openstack on OFTC`. */
    readonly ask_humans: string | null;
  };
  /** `false`: no web page. */
  readonly web:
    | false
    | {
        /** `host:port`, IPv6 in brackets. */
        readonly listen: string;
        /** The address that links begin with; no slash at its end. */
        readonly base_url: string;
        /** Origins whose pages may read the API; `*`: any. */
        readonly cors: readonly string[];
        /** Requests a minute from one address; 0: any number. */
        readonly rate_limit: number;
        readonly trust_proxy: boolean;
        /** Where files of the content folder are edited; their path is added. */
        readonly edit_url: string | null;
        readonly write_url: string | null;
      };
  readonly discord: {
    /** Guilds whose commands are registered in them alone; empty: registered globally. */
    readonly guilds: readonly string[];
    /** Channels whose questions are answered unasked; Discord calls that a privileged intent. */
    readonly question_channels: readonly string[];
    /** Shards to run, each a process; `null`: as many as Discord recommends. */
    readonly shards: number | null;
    /** Are coming events scheduled in every server that lets the bot? */
    readonly scheduled_events: boolean;
    /** Of what is said to everybody unasked: announcements, digest, drafts, what comes over a bridge. */
    readonly language: (typeof DISCORD_LANGUAGES)[number];
  };
  readonly irc: readonly IrcNetwork[];
  readonly bridge: readonly BridgePair[];
  /** What channels that ask for it are told once a week. */
  readonly digest: {
    /** `network/#channel`, or a Discord channel's id. */
    readonly channels: readonly string[];
    readonly weekday: (typeof WEEKDAYS)[number];
    /** 0 to 23, by the community's clock. */
    readonly hour: number;
    /** Are questions told, too, whose answers people marked as wrong? */
    readonly questions: boolean;
  };
  /** What people contribute from chats. */
  readonly drafts: {
    /** The git remote that gets a branch for each published draft; `null`: nothing is pushed. */
    readonly push: string | null;
    /** Id of the Discord channel in which moderators decide; `null`: none. */
    readonly channel: string | null;
    /** Ids of Discord roles that may decide. */
    readonly roles: readonly string[];
    /** Services accounts on IRC that may decide, as `network/account`. */
    readonly accounts: readonly string[];
  };
  readonly sync: {
    /** How often `start` fetches the feeds, as `1h`; `null`: never. */
    readonly every: string | null;
  };
  /** Names of products as they are to be written; or the file that holds them, one a line. */
  readonly words: readonly string[] | string;
}

/** Those that the bot speaks on Discord. */
export const DISCORD_LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja'] as const;

/** In the order of ISO 8601. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export interface IrcNetwork {
  readonly network: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Whether the server's certificate must be valid. */
  readonly tls_check: boolean;
  readonly nick: string;
  /** The services account to log in to; `null`: the one that has the nick's name. */
  readonly account: string | null;
  /** A PEM file that holds a key and its certificate, for SASL EXTERNAL. */
  readonly certificate: string | null;
  readonly channels: readonly string[];
  /** Channels where questions to nobody are answered. */
  readonly ambient: readonly string[];
  /** Accounts, or masks `nick!user@host`, of other bridges' bots: people who ask through them are answered. */
  readonly relays: readonly string[];
  /** What commands begin with. */
  readonly prefix: string;
  /** Lines a second that the network allows on average, after a burst of four. */
  readonly lines_per_second: number;
}

/** The two ends of a relay. */
export interface BridgePair {
  /** `network/#channel` */
  readonly irc: string;
  /** A Discord channel's id. */
  readonly discord: string;
  /** Are joins and parts shown? */
  readonly presence: boolean;
  /** Is it told when a message was deleted? */
  readonly deletes: boolean;
  /** Have names on IRC a colour each? `keep`: and IRC's own colours are marked on Discord. */
  readonly colours: boolean | 'keep';
}

/** The settings in force, with what the environment alone can give. */
export interface Config extends Settings {
  readonly discord: Settings['discord'] & {
    /** Discord is on when there is a token. */
    readonly token: Secret | null;
    /** Address of the API, when it is not Discord's own. */
    readonly api: string | null;
  };
  readonly irc: readonly (IrcNetwork & {
    /** The account's. */
    readonly password: Secret | null;
    readonly server_password: Secret | null;
  })[];
  /** The file that was read, as it is to be shown, or null: there is none. */
  readonly configFile: string | null;
  /** By path (`web.listen`, `irc[0].port`): `almanac.yaml:3` or `environment ALMANAC_X`; others are defaults. */
  readonly origins: ReadonlyMap<string, string>;
  /** What a person should hear of, though it stops nothing. */
  readonly warnings: readonly ConfigFault[];
}

/** What is wrong, where it was set, and how to mend it. */
export interface ConfigFault {
  /** `almanac.yaml:3:5` (1-based line and column), `almanac.yaml`, or the name of a variable. */
  readonly place: string;
  readonly message: string;
  readonly hint: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;
