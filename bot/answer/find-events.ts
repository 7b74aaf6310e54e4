import type { EventInfo } from '../../indexer/build-index.ts';
import type { Question } from './parse-question.ts';

export function findEvents(_question: Question, _events: readonly EventInfo[], _today: string): EventInfo[] {
  return [];
}
