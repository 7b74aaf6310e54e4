import { byteLength } from '../../render/irc/clean-text.ts';
import { splitLine } from '../../render/irc/split-line.ts';

/** How something is said. */
export interface Speech {
  /** As a notice: other bots never answer those. */
  readonly isNotice?: boolean;
  /** As `/me`. */
  readonly isAction?: boolean;
  /** The id of the message that is replied to. */
  readonly replyTo?: string | null;
}

/** What the server offers. */
export interface Abilities {
  /** Lines that go together as one message (draft/multiline); 0: none. */
  readonly multilineLines: number;
  readonly multilineBytes: number;
  /** May messages carry `+draft/reply`? */
  readonly hasReplies: boolean;
}

/** A line on the wire: 512 bytes with CR and LF. */
const LONGEST_LINE = 510;
/** What servers put before it for others: nick, `!`, user, `@`, host, as long as those may get at any time. */
const LONGEST_USER = 11;
const LONGEST_HOST = 64;
/** Room for `\u0001ACTION … \u0001`. */
const ACTION = 9;
/** … and the sign of CTCP. */
const LINE_ENDS = '\r\n\0\u0001';
/** No wanted channel has so long a name that less than this is left. */
const LEAST_WIDTH = 256;

/** Bytes of text that `nick` can say to `target` in one line so that nobody gets it cut short. */
export function lineWidth(nick: string, target: string): number {
  const prefix = `:${nick}!@ `.length + LONGEST_USER + LONGEST_HOST;
  return Math.max(LEAST_WIDTH, LONGEST_LINE - prefix - byteLength(`PRIVMSG ${target} :`) - ACTION);
}

/**
 * The lines to send so that `target` reads `texts`: split where they are too long, as one message where the
 * server can take them so. What would end a line or make it a CTCP is dropped, whatever was handed in. None
 * for a target that is no name.
 */
export function buildLines(
  nick: string,
  target: string,
  texts: readonly string[],
  { isNotice = false, isAction = false, replyTo = null }: Speech,
  { multilineLines, multilineBytes, hasReplies }: Abilities,
  batch: string,
): string[] {
  if (!/^[^\s,:\p{Cc}][^\s,\p{Cc}]*$/u.test(target)) return [];
  const verb = isNotice ? 'NOTICE' : 'PRIVMSG';
  const width = lineWidth(nick, target);
  const pieces = texts
    .map(dropLineEnds)
    .flatMap((text) => splitLine(text, width))
    .map((text) => (isAction ? `\u0001ACTION ${text}\u0001` : text));
  const reply = hasReplies && replyTo !== null && /^[!-:<-[\]-~]{1,200}$/.test(replyTo);
  const tag = reply ? `@+draft/reply=${replyTo} ` : '';
  const bytes = pieces.reduce((sum, piece) => sum + byteLength(piece) + 1, 0);
  const isOne = pieces.length > 1 && !isAction && pieces.length <= multilineLines && bytes <= multilineBytes;
  if (!isOne) {
    return pieces.map((piece, index) => `${index === 0 ? tag : ''}${verb} ${target} :${piece}`);
  }
  return [
    `${tag}BATCH +${batch} draft/multiline ${target}`,
    ...pieces.map((piece) => `@batch=${batch} ${verb} ${target} :${piece}`),
    `BATCH -${batch}`,
  ];
}

function dropLineEnds(text: string): string {
  return text.replace(new RegExp(`[${LINE_ENDS}]+`, 'g'), ' ');
}
