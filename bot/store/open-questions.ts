import type { FeedbackTable } from './feedback.ts';

const MOST_READ = 1_000;

/** Questions of the days from `since` on (YYYY-MM-DD) whose last verdict is that the answer was wrong; latest first, each once. */
export function openQuestions({ list }: Pick<FeedbackTable, 'list'>, since: string): string[] {
  const judged = new Set<string>();
  return list(MOST_READ)
    .filter(({ at }) => at.slice(0, 10) >= since)
    .filter(({ question }) => {
      const key = question.toLowerCase().trim();
      if (judged.has(key)) return false;
      judged.add(key);
      return true;
    })
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ question }) => question);
}
