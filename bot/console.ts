import pc from 'picocolors';
import { clean } from './render/terminal.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** What a command writes to: results to standard output, everything else to standard error. */
export interface Console {
  /** A result: one or more lines. */
  print(text: string): void;
  /** News about the work, not a result. */
  note(text: string): void;
  /** A fault. */
  complain(text: string): void;
  /** Colours for results; they do nothing unless standard output is a terminal without NO_COLOR. */
  readonly colours: Colours;
  /** The width of standard output in columns; 80 when it is no terminal. */
  readonly width: number;
  /** Draws a progress bar on standard error when that is a terminal. */
  progress(label: string): Progress;
}

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>;

export function createConsole({ stdout, stderr, env }: Streams): Console {
  const wantsColours = (stream: NodeJS.WriteStream) =>
    Boolean(stream.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  const errors = pc.createColors(wantsColours(stderr));
  return {
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${errors.dim(clean(text))}\n`),
    complain: (text) => void stderr.write(`${errors.red('almanac:')} ${clean(text)}\n`),
    colours: pc.createColors(wantsColours(stdout)),
    width: stdout.columns || 80,
    progress: (label) => (stderr.isTTY ? drawProgress(label, stderr) : { update() {}, stop() {} }),
  };
}

const BAR_WIDTH = 24;
/** Milliseconds; quicker work shows no bar, and a bar is not drawn more often. */
const INTERVAL = 100;

/** One line that is redrawn in place: label, bar, count, time left. */
function drawProgress(label: string, stream: NodeJS.WriteStream): Progress {
  const start = Date.now();
  let drawn = start;
  let visible = false;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - drawn < INTERVAL || total <= 0) return;
      drawn = now;
      visible = true;
      const share = Math.min(1, done / total);
      const filled = Math.round(share * BAR_WIDTH);
      const left = share > 0 ? Math.ceil(((now - start) * (1 - share)) / share / 1000) : 0;
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
      stream.write(`\r\u001b[K${label} ${bar} ${done}/${total}, ${left} s left`);
    },
    stop() {
      if (visible) stream.write('\r\u001b[K');
    },
  };
}
