/** Shows how far a piece of work is. */
export interface Progress {
  /** `done` of `total`; the first call starts the clock. */
  update(done: number, total: number): void;
  /** Takes the bar away. */
  stop(): void;
}

type Terminal = Pick<NodeJS.WriteStream, 'write'> & { readonly columns?: number };

const WIDTH = 24;
/** Milliseconds; quicker work shows no bar, and a bar is not drawn more often. */
const INTERVAL = 100;
const DEFAULT_COLUMNS = 80;

/**
 * One line of a terminal that is redrawn in place: label, bar, count, rate and time left. The rate is that
 * of the whole time so far.
 * @param now Milliseconds of any clock.
 */
export function createProgressBar(label: string, terminal: Terminal, now: () => number): Progress {
  let first: { readonly at: number; readonly done: number } | null = null;
  let drawn = 0;
  let isVisible = false;
  return {
    update(done, total) {
      const at = now();
      if (first === null) {
        first = { at, done };
        drawn = at;
      }
      if (at - drawn < INTERVAL || total <= 0) return;
      drawn = at;
      isVisible = true;
      const filled = Math.round(Math.min(1, done / total) * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      const rate = ((done - first.done) * 1_000) / (at - first.at);
      const line = `${label} ${bar} ${[`${done}/${total}`, ...tellRate(rate, total - done)].join(', ')}`;
      // A line that is too long would go on below, and stay there.
      terminal.write(`\r\u001b[K${line.slice(0, (terminal.columns || DEFAULT_COLUMNS) - 1)}`);
    },
    stop() {
      if (isVisible) terminal.write('\r\u001b[K');
    },
  };
}

function tellRate(rate: number, left: number): string[] {
  if (rate <= 0) return [];
  const seconds = Math.ceil(left / rate);
  const time = seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return [`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`, `${time} left`];
}
