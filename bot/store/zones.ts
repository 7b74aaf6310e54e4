import type { Database } from 'libsql';

/** The time zone (IANA name) of each person who named one. */
export interface ZoneTable {
  get(surface: string, person: string): string | null;
  /** @throws Error when it can't be written. */
  set(surface: string, person: string, zone: string): void;
}

export function zoneTable(database: Database): ZoneTable {
  const select = database.prepare('SELECT zone FROM zones WHERE surface = ? AND person = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO zones (surface, person, zone) VALUES (?, ?, ?)');
  return {
    get: (surface, person) => (select.get([surface, person]) as { zone: string } | undefined)?.zone ?? null,
    set: (surface, person, zone) => void upsert.run([surface, person, zone]),
  };
}
