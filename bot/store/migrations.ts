/**
 * The steps by which the database came to its present form: number n is the n-th of this list. A step that
 * was released is never changed; what is to be different goes into a new one.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE feedback (
     id       INTEGER PRIMARY KEY,
     question TEXT NOT NULL,
     verdict  TEXT NOT NULL CHECK (verdict IN ('helped', 'wrong')),
     post     TEXT,
     surface  TEXT NOT NULL,
     at       TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE reminders (
     id      INTEGER PRIMARY KEY AUTOINCREMENT,
     event   TEXT NOT NULL,
     lead    TEXT NOT NULL CHECK (lead IN ('week', 'day', 'hour', 'ten minutes')),
     surface TEXT NOT NULL,
     target  TEXT NOT NULL,
     zone    TEXT NOT NULL,
     asked   TEXT NOT NULL,
     UNIQUE (event, lead, surface, target)
   ) STRICT;
   CREATE TABLE deliveries (
     key  TEXT PRIMARY KEY,
     sent INTEGER NOT NULL,
     at   TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE feeds (
     url           TEXT PRIMARY KEY,
     etag          TEXT,
     last_modified TEXT,
     digest        TEXT
   ) STRICT;
   CREATE TABLE resting_hosts (
     host     TEXT PRIMARY KEY,
     failures INTEGER NOT NULL,
     until    INTEGER NOT NULL
   ) STRICT`,
];
