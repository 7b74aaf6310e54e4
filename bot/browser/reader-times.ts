/** Adds to each event's times what they are in the reader's own zone. */
export function showReaderTimes(root: ParentNode): void {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const zone = format.resolvedOptions().timeZone.replaceAll('_', ' ');
  for (const place of root.querySelectorAll('[data-yours]')) {
    const times = [...(place.parentElement?.querySelectorAll('time[data-local]') ?? [])];
    const instants = times.map((time) => new Date(time.getAttribute('datetime') ?? ''));
    const [start, end] = instants;
    if (start === undefined || instants.some((instant) => Number.isNaN(instant.getTime()))) continue;
    const shown = end === undefined ? format.format(start) : format.formatRange(start, end);
    place.textContent = `For you: ${shown} (${zone})`;
  }
}
