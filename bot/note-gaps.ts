import { toInstant } from '../indexer/to-instant.ts';
import type { Answer } from './answer/types.ts';
import type { GapTable } from './store/gaps.ts';

/** Told of each answer that was given where others can see it. Nothing is thrown. */
export type NoteGap = (answer: Answer, earlier: string | null, place: string) => void;

/** Makes what keeps the questions that were declined. One that can't be kept is told, and harms no answer. */
export function createGapNotes(gaps: GapTable | null, now: () => Date, log: (line: string) => void): NoteGap {
  return ({ answered, question }, earlier, place) => {
    if (answered || gaps === null || question.trim() === '') return;
    try {
      gaps.add({ question, earlier, reason: 'declined', place, at: toInstant(now()) });
    } catch (error) {
      log(`a question that was declined is not kept: ${(error as Error).message}`);
    }
  };
}
