import pc from 'picocolors';
import { createProgressBar, type Progress } from './progress-bar.ts';
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
    progress: (label) =>
      stderr.isTTY ? createProgressBar(label, stderr, () => performance.now()) : { update() {}, stop() {} },
  };
}
