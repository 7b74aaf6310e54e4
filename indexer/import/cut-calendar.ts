/** The lines of a component, as they stand in the calendar. */
export interface CalendarBlock {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

export interface CalendarCut {
  /** X-WR-TIMEZONE: the zone of times that name none. */
  readonly zone: string | null;
  readonly zones: readonly CalendarBlock[];
  readonly events: readonly CalendarBlock[];
}

/** Cuts a calendar into its time zones and events, so that a fault in one leaves the others. O(text). */
export function cutCalendar(text: string): CalendarCut {
  const found: Record<'VTIMEZONE' | 'VEVENT', CalendarBlock[]> = { VTIMEZONE: [], VEVENT: [] };
  let zone: string | null = null;
  let open: { kind: 'VTIMEZONE' | 'VEVENT'; line: number; lines: string[] } | null = null;
  for (const [number, line] of text.split(/\r\n|\n|\r/).entries()) {
    const kind = /^BEGIN:(VTIMEZONE|VEVENT)\s*$/i.exec(line)?.[1]?.toUpperCase();
    if (kind === 'VTIMEZONE' || kind === 'VEVENT') open = { kind, line: number + 1, lines: [] };
    open?.lines.push(line);
    zone = /^X-WR-TIMEZONE:\s*(\S+)\s*$/i.exec(line)?.[1] ?? zone;
    if (open === null || !new RegExp(`^END:${open.kind}\\s*$`, 'i').test(line)) continue;
    found[open.kind].push({ text: open.lines.join('\r\n'), line: open.line });
    open = null;
  }
  return { zone, zones: found.VTIMEZONE, events: found.VEVENT };
}
