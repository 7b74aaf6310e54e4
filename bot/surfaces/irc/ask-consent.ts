import { clip } from '../../render/irc/cite-post.ts';
import type { ChannelLine } from './channel-lines.ts';
import type { IrcMessage } from './irc-message.ts';
import { createConsentLimits } from './limit-consents.ts';

export interface ConsentOptions {
  readonly say: (nick: string, lines: readonly string[]) => void;
  /** Bytes that a line to somebody may take. */
  readonly widthFor: (nick: string) => number;
  /** Milliseconds that somebody has to answer. */
  readonly within: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Asks people by private message whether their words may be kept. */
export interface Consents {
  /**
   * Gives the lines whose authors agreed in time. Who asks agrees to their own; nobody is asked for what they
   * refused, nor again and again.
   */
  ask(lines: readonly ChannelLine[], saver: IrcMessage, title: string): Promise<ChannelLine[]>;
  /** Takes a private message as an answer; false: it is none. */
  hear(message: IrcMessage): boolean;
  rename(from: string, to: string): void;
  /** Nobody is waited for any longer. */
  stop(): void;
}

interface Question {
  nick: string;
  /** Everything of them that is asked for. */
  readonly lines: readonly ChannelLine[];
  readonly settle: (agrees: boolean) => void;
}

/** Questions that are open at once. */
const MOST_OPEN = 100;
/** A bare "yes" must mean one thing. */
const MOST_TO_ONE = 1;

/**
 * A nick can be taken by somebody else in between, so an answer counts only from the account or the
 * `user@host` that said the lines.
 */
export function createConsents({ say, widthFor, within, now }: ConsentOptions): Consents {
  const open = new Set<Question>();
  const limits = createConsentLimits(now);
  const isNick = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

  const askOne = (
    lines: readonly [ChannelLine, ...ChannelLine[]],
    saver: IrcMessage,
    title: string,
  ): Promise<boolean> => {
    const [{ nick }] = lines;
    const ofOne = [...open].filter((question) => isNick(question.nick, nick)).length;
    if (open.size >= MOST_OPEN || ofOne >= MOST_TO_ONE || !limits.mayAsk(lines[0]))
      return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (agrees: boolean) => {
        clearTimeout(timer);
        open.delete(question);
        resolve(agrees);
      };
      const timer = setTimeout(() => settle(false), within);
      const question: Question = { nick, lines, settle };
      open.add(question);
      const count = lines.length === 1 ? 'a line' : `${lines.length} lines`;
      const width = widthFor(nick);
      const minutes = Math.max(1, Math.round(within / 60_000));
      say(nick, [
        `${clip(saver.nick, 32)} would like to keep ${count} of yours from ${clip(saver.channel ?? '', 64)} in the knowledge base as “${clip(title, 80)}”, under your name:`,
        ...lines.slice(0, 3).map(({ text }) => `“${clip(text, width * 0.8)}”${lines.length > 3 ? ' …' : ''}`),
        `Say yes here within ${minutes} min if that may be. Nothing is kept otherwise.`,
      ]);
    });
  };
  return {
    async ask(lines, saver, title) {
      const keyOf = ({ nick, host }: ChannelLine) => `${nick.toLowerCase()} ${host}`;
      const answers = await Promise.all(
        [...new Set(lines.map(keyOf))].map(async (key) => {
          const own = lines.filter((line) => keyOf(line) === key);
          const [first] = own;
          if (first === undefined) return [];
          // People behind one host are not one person.
          const isOwn = isNick(first.nick, saver.nick) && own.every((line) => isSame(line, saver));
          if (isOwn) return own;
          const [one, ...others] = own.filter((line) => !limits.isRefused(line));
          if (one === undefined) return [];
          return (await askOne([one, ...others], saver, title)) ? [one, ...others] : [];
        }),
      );
      const agreed = new Set(answers.flat());
      return lines.filter((line) => agreed.has(line));
    },
    hear(message) {
      const [, answer] = /^\s*(yes|no)\s*[.!]?\s*$/i.exec(message.text) ?? [];
      const question = [...open].find(
        ({ nick, lines }) => isNick(nick, message.nick) && lines.every((line) => isSame(line, message)),
      );
      if (answer === undefined || question === undefined) return false;
      const agrees = answer.toLowerCase() === 'yes';
      if (!agrees) limits.refuse(question.lines);
      question.settle(agrees);
      say(message.nick, [
        agrees ? 'Thank you: noted.' : 'They are not kept, and I do not ask for them again.',
      ]);
      return true;
    },
    rename(from, to) {
      limits.rename(from, to);
      for (const question of open) if (isNick(question.nick, from)) question.nick = to;
    },
    stop() {
      for (const question of open) question.settle(false);
    },
  };
}

function isSame(line: ChannelLine, { account, address }: IrcMessage): boolean {
  if (line.account !== null) return account !== null && line.account.toLowerCase() === account.toLowerCase();
  return line.host === address.slice(address.indexOf('!') + 1);
}
