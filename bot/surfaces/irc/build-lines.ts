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
  /** Called with the server's id of each message that it became, where the server tells. */
  readonly onNamed?: ((id: string) => void) | undefined;
}

/** What the server offers. */
export interface Abilities {
  /** Lines that go together as one message (draft/multiline); 0: none. */
  readonly multilineLines: number;
  readonly multilineBytes: number;
  /** May messages carry `+draft/reply`? */
  readonly hasReplies: boolean;
  /** Are messages that carry a label echoed with it and with their id? */
  readonly hasLabels: boolean;
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
 * server can take them so. Where ids are wanted, the n-th message is labelled `BATCH.n`. What would end a line or make it a CTCP is dropped, whatever was handed in. None
 * for a target that is no name.
 */
export function buildLines(
  nick: string,
  target: string,
  texts: readonly string[],
  { isNotice = false, isAction = false, replyTo = null, onNamed }: Speech,
  { multilineLines, multilineBytes, hasReplies, hasLabels }: Abilities,
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
  const tagsOf = (index: number) => {
    const label = hasLabels && onNamed !== undefined ? [`label=${batch}.${index}`] : [];
    const tags = index === 0 && reply ? [...label, `+draft/reply=${replyTo}`] : label;
    return tags.length === 0 ? '' : `@${tags.join(';')} `;
  };
  const bytes = pieces.reduce((sum, piece) => sum + byteLength(piece) + 1, 0);
  const isOne = pieces.length > 1 && !isAction && pieces.length <= multilineLines && bytes <= multilineBytes;
  if (!isOne) {
    return pieces.map((piece, index) => `${tagsOf(index)}${verb} ${target} :${piece}`);
  }
  return [
    `${tagsOf(0)}BATCH +${batch} draft/multiline ${target}`,
    ...pieces.map((piece) => `@batch=${batch} ${verb} ${target} :${piece}`),
    `BATCH -${batch}`,
  ];
}

function dropLineEnds(text: string): string {
  return text.replace(new RegExp(`[${LINE_ENDS}]+`, 'g'), ' ');
}
