/** An event as an edition of a calendar holds it. */
export interface FormerEntry {
  readonly sequence: number;
  /** DTSTAMP as an ISO 8601 instant. */
  readonly stamp: string;
  /** All else of it, to compare with. */
  readonly rest: string;
}

const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Reads back, by UID, the events of a calendar that was written here. Lines that it would not have written are
 * no reason to stop: what differs is taken for changed. O(text).
 */
export function readEdition(text: string): ReadonlyMap<string, FormerEntry> {
  const entries = new Map<string, FormerEntry>();
  const unfolded = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  for (let at = unfolded.indexOf('BEGIN:VEVENT'); at >= 0; at = unfolded.indexOf('BEGIN:VEVENT', at + 1)) {
    const lines = unfolded.slice(at, unfolded.indexOf('END:VEVENT', at) + 1);
    const textOf = (name: string) =>
      lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
    const uid = textOf('UID');
    const stamp = STAMP.exec(textOf('DTSTAMP') ?? '');
    const sequence = Number(textOf('SEQUENCE') ?? 0);
    if (uid === undefined || stamp === null || !Number.isSafeInteger(sequence)) continue;
    const [, year, month, day, hour, minute, second] = stamp;
    entries.set(uid, {
      sequence,
      stamp: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
      rest: lines.filter((line) => !/^(?:SEQUENCE|DTSTAMP):/.test(line)).join('\n'),
    });
  }
  return entries;
}
