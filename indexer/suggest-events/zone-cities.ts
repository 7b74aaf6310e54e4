/** The cities that name time zones, lower case, with their zones: `sydney` → `Australia/Sydney`. */
export function zoneCities(): ReadonlyMap<string, string> {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  return new Map(
    zones.map((zone) => [(zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase(), zone]),
  );
}
