import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { toOneLine } from '../indexer/to-one-line.ts';
import type { Engine } from './answer/engine.ts';
import type { Answer } from './answer/types.ts';
import { askAgain, isNews, isOpen } from './gaps/ask-again.ts';
import type { Gap } from './gaps/types.ts';
import type { GapTable } from './store/gaps.ts';

/** Tells somebody of an answer. `later`: not now, they are away. Rejects when it could not be sent. */
export type TellAnswered = (target: string, gap: Gap, answer: Answer) => Promise<'told' | 'later' | 'never'>;

export interface GapWatch {
  readonly gaps: GapTable;
  /** Asked anew each time: another engine means that the content has changed. */
  readonly engine: () => Engine;
  /** YYYY-MM-DD */
  readonly today: () => string;
  /** By surface. */
  readonly tellers: Readonly<Record<string, TellAnswered>>;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Milliseconds before a message that failed is tried again. */
  readonly rest: number;
  readonly log: (line: string) => void;
}

/** Milliseconds that a message under way has when the watch is stopped. */
const GRACE = 2_000;

/**
 * Asks open gaps again at the start and whenever the content has changed, closes those that are answered, and
 * tells who asked to be told of a post newer than the gap, once. A gap costs a question for each change of the
 * content, in a turn of its own; nothing is thrown.
 */
export function watchGaps(watch: GapWatch): { stop(): Promise<void> } {
  let known: Engine | null = null;
  let answers = new Map<number, Answer>();
  /** Until when whom no message got through to is left alone. */
  const resting = new Map<string, number>();
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      const engine = watch.engine();
      if (engine !== known) {
        known = engine;
        answers = new Map();
        await closeAnswered(engine, watch, () => isStopped);
      }
      await tellWaiting(engine, answers, resting, watch, () => isStopped);
    } catch (error) {
      watch.log(`gaps: ${toOneLine((error as Error).message)}`);
    }
  };
  const run = () => {
    working = working.then(() => (isStopped ? undefined : look()));
  };
  run();
  const timer = setInterval(run, watch.every);
  timer.unref();
  return {
    stop() {
      isStopped = true;
      clearInterval(timer);
      // What is on its way to somebody must not hold up the end.
      return Promise.race([working, sleep(GRACE, undefined, { ref: false })]);
    },
  };
}

async function closeAnswered(engine: Engine, watch: GapWatch, isStopped: () => boolean): Promise<void> {
  for (const gap of watch.gaps.open()) {
    await nextTurn();
    if (isStopped()) return;
    const answer = askAgain(gap, engine, watch.today());
    const [best] = answer.excerpts;
    if (best !== undefined && !isOpen(gap, answer)) watch.gaps.close(gap.id, best.post.id);
  }
}

async function tellWaiting(
  engine: Engine,
  answers: Map<number, Answer>,
  resting: Map<string, number>,
  watch: GapWatch,
  isStopped: () => boolean,
): Promise<void> {
  const { gaps, tellers, log } = watch;
  for (const gap of gaps.waiting()) {
    await nextTurn();
    // Who is away may be waited for a long time: that costs no question each time.
    const answer = answers.get(gap.id) ?? askAgain(gap, engine, watch.today());
    answers.set(gap.id, answer);
    if (!isNews(gap, answer)) continue;
    for (const wish of gaps.wishes(gap.id)) {
      const tell = tellers[wish.surface];
      if (isStopped()) return;
      const key = JSON.stringify([gap.id, wish.surface, wish.target]);
      if ((resting.get(key) ?? 0) > performance.now()) continue;
      resting.delete(key);
      // Taken before it is told: once at most, also when the process ends in between.
      if (tell === undefined || !gaps.takeWish(gap.id, wish)) continue;
      const outcome = await tell(wish.target, gap, answer).catch((error: Error) => {
        log(`gaps: ${wish.surface}: somebody could not be told: ${toOneLine(error.message)}`);
        resting.set(key, performance.now() + watch.rest);
        return 'later';
      });
      if (outcome === 'later') gaps.putWish(gap.id, wish);
    }
  }
}
