import type { Event } from '../types.ts';
import type { ReferenceFault } from './check-references.ts';

/**
 * Warnings about events that are over and still tentative, so that nobody knows whether they were held. Recurring
 * ones go on. `today`: YYYY-MM-DD.
 */
export function checkPastEvents(events: readonly Event[], today: string): ReferenceFault[] {
  return events
    .filter(({ start, end, status, rrule }) => {
      return (
        status === 'tentative' && rrule === null && start !== null && (end ?? start).slice(0, 10) < today
      );
    })
    .map(({ file, start, end }) => ({
      file,
      key: ['status'],
      severity: 'warning' as const,
      message: `the event is over since ${(end ?? start)?.slice(0, 10)}, and still tentative`,
      hint: 'write confirmed if it was held, else cancelled',
    }));
}
