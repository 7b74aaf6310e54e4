import { cleanProse } from '../../render/irc/clean-text.ts';
import { stripFormats } from '../../render/irc/format-codes.ts';

/** Commands about drafts, which take their time. */
const DRAFT_COMMANDS = ['learn', 'save', 'drafts', 'publish', 'reject', 'restore'] as const;
export type DraftCommand = (typeof DRAFT_COMMANDS)[number];

const ANSWER_COMMANDS = ['ask', 'search', 'events', 'more', 'post', 'gaps', 'tellme', 'help'] as const;
/** Commands that are answered at once. */
export type AnswerCommand = (typeof ANSWER_COMMANDS)[number];

export type CommandName = AnswerCommand | DraftCommand | 'remind';

/** What somebody wants of the bot. */
export interface Request {
  readonly command: CommandName;
  /** What stands behind the command: a question, words, a number. */
  readonly text: string;
  /** Whom the reply is for, when that is somebody else: `!ask question | nick`. */
  readonly target: string | null;
  /** Nobody spoke to the bot: it answers only what it is sure of. */
  readonly isAmbient: boolean;
}

export interface Hearing {
  /** The bot's own nick, as it is now. */
  readonly nick: string;
  readonly prefix: string;
  readonly isPrivate: boolean;
  /** Are questions to nobody answered here? */
  readonly isAmbient: boolean;
}

const COMMANDS = new Set<string>([...ANSWER_COMMANDS, ...DRAFT_COMMANDS, 'remind']);
/** Commands that can be told from the beginning of a question without the prefix. */
const BARE = /^(?:help|more|events|post \d{1,2}|post #\d{1,2})$/i;
const NICK = /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]{0,31}$/;
/** A question of fewer words is small talk. */
const LEAST_WORDS = 4;

/**
 * What a message asks of the bot, or `null`: nothing. To the bot is what begins with its nick and one of
 * `:`, `,`, or with `@nick`, what begins with the prefix and a command, and all that is said in private.
 */
export function readRequest(
  message: string,
  { nick, prefix, isPrivate, isAmbient }: Hearing,
): Request | null {
  const text = cleanProse(stripFormats(message));
  const named = stripNick(text, nick);
  const said = named ?? text;
  const isToBot = named !== null || isPrivate;

  if (said.startsWith(prefix)) {
    const [word = '', ...rest] = said.slice(prefix.length).split(' ');
    const command = word.toLowerCase();
    if (COMMANDS.has(command)) return makeRequest(command as CommandName, rest.join(' '), false);
    // Another bot's command is not for us; said to us by name, it is a question of its own.
    if (!isToBot) return null;
  }
  if (isToBot) {
    if (!BARE.test(said)) return makeRequest(said === '' ? 'help' : 'ask', said, false);
    const [word = '', ...rest] = said.split(' ');
    return makeRequest(word.toLowerCase() as CommandName, rest.join(' '), false);
  }
  const isForSomebody = /^[^\s:,]+[:,](?:\s|$)/.test(text);
  const isQuestion = text.endsWith('?') && text.split(' ').length >= LEAST_WORDS;
  return isAmbient && isQuestion && !isForSomebody ? makeRequest('ask', text, true) : null;
}

/** Is this about drafts? */
export function isDraftCommand(command: CommandName): command is DraftCommand {
  return (DRAFT_COMMANDS as readonly string[]).includes(command);
}

function makeRequest(command: CommandName, text: string, isAmbient: boolean): Request {
  const [, question = text, target = null] = /^(.*\S)\s*\|\s*(\S+)$/.exec(text) ?? [];
  if (command !== 'ask' || target === null || !NICK.test(target)) {
    return { command, text, target: null, isAmbient };
  }
  return { command, text: question, target, isAmbient };
}

/** What is said to the bot by its nick, else `null`. */
function stripNick(text: string, nick: string): string | null {
  const start = text.startsWith('@') ? 1 : 0;
  if (text.slice(start, start + nick.length).toLowerCase() !== nick.toLowerCase()) return null;
  const rest = text.slice(start + nick.length);
  if (/^[:,]/.test(rest)) return rest.slice(1).trim();
  return start === 1 && /^(?:\s|$)/.test(rest) ? rest.trim() : null;
}
