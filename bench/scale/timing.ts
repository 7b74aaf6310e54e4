const ROUNDS = 5;
/** Questions are asked in rounds, but no longer than this, in ms. */
const LONGEST = 60_000;

/** Milliseconds of processor time, all threads together: other work on the machine does not count. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What each question took, but for the first round, which warms up (unless it takes a minute). */
export function timeAll(questions: readonly string[], work: (question: string) => unknown): number[] {
  const times: number[] = [];
  const begin = cpuTime();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of questions) {
      const start = cpuTime();
      work(question);
      if (round > 0 || start - begin > LONGEST) times.push(cpuTime() - start);
      if (start - begin > LONGEST) return times;
    }
  }
  return times;
}
