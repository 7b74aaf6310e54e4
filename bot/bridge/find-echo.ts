/** Tells whether something is a line that was relayed a moment ago, come back by another bridge. */
export interface EchoFinder {
  /** Notes a line that is relayed now. */
  note(author: string, text: string): void;
  /** Is this such a line: said by somebody of that name, or in a form like `<name> text`? */
  isEcho(author: string, text: string): boolean;
}

/** Milliseconds within which another bridge has relayed a line. */
const MOMENT = 60_000;
/** Where bridges say that a line comes from: `[irc]`. */
const PLACE = /^\s*[[(][^\])]{1,32}[\])]/;
const MOST_REMEMBERED = 1_000;

export function createEchoFinder(now: () => number): EchoFinder {
  /** When each line was relayed, the latest last. */
  const lines = new Map<string, number>();
  const isRecent = (key: string) => now() - (lines.get(key) ?? Number.NEGATIVE_INFINITY) < MOMENT;
  return {
    note(author, text) {
      if (bare(text) === '') return;
      const key = bare(`${author} ${text}`);
      lines.delete(key);
      lines.set(key, now());
      for (const oldest of lines.keys()) {
        if (lines.size <= MOST_REMEMBERED && isRecent(oldest)) break;
        lines.delete(oldest);
      }
    },
    isEcho(author, text) {
      const said = text.replace(PLACE, '');
      return isRecent(bare(`${author} ${said}`)) || isRecent(bare(said));
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
