import type { Instant } from '../../indexer/types.ts';
import type { Contribution } from './make-draft.ts';
import type { Contributor } from './types.ts';

/** A line of a conversation, by somebody who agreed to it. */
export interface SaidLine {
  readonly nick: string;
  readonly host: string;
  readonly account: string | null;
  readonly text: string;
}

/**
 * A conversation as Markdown: what somebody said at a stretch is a paragraph, with their name before it when
 * there is more than one of them. `saver` is who had it
 * kept. `null`: there is no line.
 */
export function writeLines(
  lines: readonly SaidLine[],
  saver: string,
  place: string,
  at: Instant,
): Pick<Contribution, 'text' | 'contributors' | 'at'> | null {
  const stretches: { readonly nick: string; readonly own: string[] }[] = [];
  for (const { nick, text } of lines) {
    const last = stretches.at(-1);
    if (last?.nick === nick) last.own.push(text);
    else stretches.push({ nick, own: [text] });
  }
  const people = new Map<string, Contributor>();
  for (const { nick, account } of lines) {
    const consent = nick === saver ? 'saved it' : `agreed in private by ${at}`;
    people.set(nick, { name: nick, place, account: account ?? `${nick} (not logged in)`, consent });
  }
  const [first, ...others] = people.values();
  if (first === undefined) return null;
  const text = stretches
    .map(
      ({ nick, own }) =>
        `${people.size > 1 ? `${nick.replace(MARKUP, '\\$&')}: ` : ''}${own.map(escapeStart).join('\n')}`,
    )
    .join('\n\n');
  return { text, contributors: [first, ...others], at };
}

const MARKUP = /[\\`*_[\]|~<]/g;

/** A line of a chat is prose, whatever it begins with. */
function escapeStart(line: string): string {
  return line.replace(/^(?=[#>+*=~`|:_[-])/, '\\').replace(/^(\d+)(?=[.)])/, '$1\\');
}
