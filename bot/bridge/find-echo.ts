import type { SaidEvent } from './bridge-end.ts';
import { plainText } from './text/rich-text.ts';

type Line = Pick<SaidEvent, 'author' | 'body' | 'isByBot' | 'isByMachine'>;

/** Tells whether a line was relayed a moment ago, and comes back by another bridge. */
export interface EchoFinder {
  /** Notes a line that is relayed now. */
  note(side: string, line: Line): void;
  /**
   * `echo`: said by a machine, under the name of who said it first or in a form like `<name> text`. `twin`: two
   * bots say the same on two sides. A bot that repeats itself, and people who do, are none of the two.
   */
  find(side: string, line: Line): 'echo' | 'twin' | null;
}

/** Milliseconds within which another bridge has relayed a line. */
const MOMENT = 60_000;
/** Where bridges say that a line comes from: `[irc]`. */
const PLACE = /^\s*[[(][^\])]{1,32}[\])]/;
const MOST_REMEMBERED = 1_000;

interface Known extends Pick<Line, 'isByBot' | 'isByMachine'> {
  readonly side: string;
  readonly at: number;
}

export function createEchoFinder(now: () => number): EchoFinder {
  /** The latest last. */
  const lines = new Map<string, Known>();
  const recent = (key: string): Known | null => {
    const known = lines.get(key);
    return known !== undefined && now() - known.at < MOMENT ? known : null;
  };
  return {
    note(side, { author, body, isByBot, isByMachine }) {
      const text = plainText(body);
      if (bare(text) === '') return;
      const key = bare(`${author.name} ${text}`);
      lines.delete(key);
      lines.set(key, { side, isByBot, isByMachine, at: now() });
      for (const oldest of lines.keys()) {
        if (lines.size <= MOST_REMEMBERED) break;
        lines.delete(oldest);
      }
    },
    find(side, { author, body, isByBot, isByMachine }) {
      if (!isByBot && !isByMachine) return null;
      const said = plainText(body).replace(PLACE, '');
      const known = recent(bare(`${author.name} ${said}`)) ?? recent(bare(said));
      if (known === null || (known.side === side && (known.isByBot || known.isByMachine))) return null;
      if (known.isByBot) return 'twin';
      return isByMachine ? 'echo' : null;
    },
  };
}

/** Letters and digits alone: bridges differ in marks, brackets, breaks and colours. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
