/** Is this the name of a time zone, `Europe/Berlin`? Offsets are none: they know of no summer time. */
export function isZone(text: string): boolean {
  try {
    return /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }) !== null;
  } catch {
    return false;
  }
}
