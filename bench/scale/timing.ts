const ROUNDS = 5;
/** Questions are asked in rounds, but no longer than this, in ms. */
const LONGEST = 60_000;

/** Milliseconds of processor time, all threads together: other work on the machine does not count. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What each question took, but for the first round, which warms up (unless it takes a minute: then it counts, as far as it came). */
export function timeAll(questions: readonly string[], work: (question: string) => unknown): number[] {
  const [warming, times]: [number[], number[]] = [[], []];
  const begin = cpuTime();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of questions) {
      const start = cpuTime();
      work(question);
      (round > 0 ? times : warming).push(cpuTime() - start);
      if (start - begin > LONGEST) return times.length > 0 ? times : warming;
    }
  }
  return times;
}
