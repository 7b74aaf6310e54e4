import type { EventFilters } from '../../answer/list-events.ts';

const FILTER =
  /(?:^|\s)(?:(?<key>place|tag|kind)[:=](?:"(?<quoted>[^"]*)"|(?<bare>\S+))|--?(?<past>past))(?=\s|$)/giu;

/** `June kind:meeting place:"New York"` → June, { kind: 'meeting', place: 'New York' }; `--past`: those that are over. */
export function readEventFilters(text: string): { when: string; filters: EventFilters } {
  const filters: Record<string, string | boolean> = {};
  const when = text.replace(FILTER, (...found) => {
    const { key, quoted, bare, past } = found.at(-1) as Record<string, string | undefined>;
    if (past !== undefined) filters.past = true;
    else if (key !== undefined) filters[key.toLowerCase()] = quoted ?? bare ?? '';
    return '';
  });
  return { when: when.trim(), filters };
}
