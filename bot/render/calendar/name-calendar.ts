import { fold } from '../../../indexer/text-pipeline.ts';
import type { CalendarOptions } from './render-calendar.ts';

/**
 * The names of a community's calendar: `The Engine Club` gives UIDs that end in `@the-engine-club.almanac`, on every
 * surface, so that a program which reads the calendar from two of them holds each event once.
 */
export function nameCalendar(community: string): Pick<CalendarOptions, 'name' | 'namespace'> {
  const slug = fold(community)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return { name: community, namespace: `${slug || 'community'}.almanac` };
}
