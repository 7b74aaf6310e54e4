import type { DraftDesk } from '../../publish/draft-desk.ts';
import { cleanText } from '../../render/irc/clean-text.ts';
import { createConsents } from './ask-consent.ts';
import { createChannelLines } from './channel-lines.ts';
import type { IrcConnection } from './connect-network.ts';
import { findAccount } from './find-account.ts';
import type { IrcMessage } from './irc-message.ts';
import type { DraftCommand, Request } from './read-request.ts';
import { runDraftCommand } from './run-draft-command.ts';

export interface DraftTalkOptions {
  readonly desk: DraftDesk | null;
  readonly network: string;
  readonly prefix: string;
  /** Services accounts that may decide. */
  readonly moderators: readonly string[];
  /** Milliseconds that people have to agree. */
  readonly consentWithin: number;
  readonly connection: () => IrcConnection;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** What is said about drafts on one network: commands, and the consent of those whose words they keep. */
export interface DraftTalk {
  /** Remembers a line of a channel for a while. */
  note(message: IrcMessage): void;
  /** Takes a private message as an answer to what was asked; false: it is none. */
  hear(message: IrcMessage): boolean;
  /** Does what a command says, and answers. Nothing is thrown. */
  run(command: DraftCommand, request: Request, message: IrcMessage, byRelay: boolean): Promise<void>;
  rename(from: string, to: string): void;
  stop(): void;
}

export function createDraftTalk(options: DraftTalkOptions): DraftTalk {
  const { desk, network, prefix, moderators, connection, now, log } = options;
  const lines = createChannelLines(now);
  const consents = createConsents({
    say: (nick, words) => void connection().say(nick, words),
    widthFor: (nick) => connection().widthFor(nick),
    within: options.consentWithin,
    now,
  });
  return {
    note(message) {
      if (desk !== null) lines.note(message);
    },
    hear: consents.hear,
    async run(command, request, message, byRelay) {
      const { channel, nick, id } = message;
      const target = channel ?? nick;
      const head = channel === null ? '' : `${nick}: `;
      const say = ([first = '', ...rest]: readonly string[]) =>
        void connection().say(target, [cleanText(head + first), ...rest.map(cleanText)], { replyTo: id });
      // A relay is not who speaks through it.
      if (desk === null || byRelay || message.relaymsgBy !== null)
        return say(['Contributions are not taken here.']);
      try {
        const work = {
          ...{ desk, network, prefix, moderators, lines, consents },
          width: connection().widthFor(target),
          findAccount: (said: IrcMessage) => findAccount(said, connection()),
          now: () => new Date(now()),
          tell: (line: string) => say([line]),
        };
        say(await runDraftCommand(command, request, message, work));
      } catch (error) {
        log(`irc: ${network}: ${(error as Error).message}`);
        say(['That went wrong, and it is not your fault.']);
      }
    },
    rename(from, to) {
      lines.rename(from, to);
      consents.rename(from, to);
    },
    stop: consents.stop,
  };
}
