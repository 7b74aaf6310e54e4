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
  `CREATE TABLE guild_settings (
     guild    TEXT PRIMARY KEY,
     language TEXT,
     style    TEXT NOT NULL CHECK (style IN ('replies', 'threads')),
     channels TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE relayed (
     side TEXT NOT NULL,
     id   TEXT NOT NULL,
     root TEXT NOT NULL,
     at   INTEGER NOT NULL,
     UNIQUE (side, id)
   ) STRICT;
   CREATE INDEX relayed_root ON relayed (root, side);
   CREATE INDEX relayed_at ON relayed (at)`,
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
  `CREATE TABLE relay_sides (
     side   TEXT PRIMARY KEY,
     paused INTEGER NOT NULL,
     lost   INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE relay_muted (
     side TEXT NOT NULL,
     name TEXT NOT NULL,
     UNIQUE (side, name)
   ) STRICT;
   CREATE TABLE relay_waiting (
     id          INTEGER PRIMARY KEY AUTOINCREMENT,
     side        TEXT NOT NULL,
     at          INTEGER NOT NULL,
     origin_side TEXT,
     origin_id   TEXT,
     outgoing    TEXT NOT NULL
   ) STRICT`,
  `ALTER TABLE reminders ADD COLUMN due TEXT;
   ALTER TABLE reminders ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
   CREATE TABLE zones (
     surface TEXT NOT NULL,
     person  TEXT NOT NULL,
     zone    TEXT NOT NULL,
     PRIMARY KEY (surface, person)
   ) STRICT`,
  `CREATE TABLE gaps (
     id       INTEGER PRIMARY KEY AUTOINCREMENT,
     question TEXT NOT NULL,
     earlier  TEXT NOT NULL,
     reason   TEXT NOT NULL CHECK (reason IN ('declined', 'wrong')),
     place    TEXT NOT NULL,
     times    INTEGER NOT NULL,
     first    TEXT NOT NULL,
     last     TEXT NOT NULL,
     answered TEXT,
     UNIQUE (question, earlier, reason, place)
   ) STRICT;
   CREATE TABLE gap_wishes (
     gap     INTEGER NOT NULL,
     surface TEXT NOT NULL,
     target  TEXT NOT NULL,
     at      TEXT NOT NULL,
     UNIQUE (gap, surface, target)
   ) STRICT;
   INSERT INTO gaps (question, earlier, reason, place, times, first, last)
     SELECT question, '', 'wrong', surface, count(*), min(at), max(at) FROM feedback
     WHERE verdict = 'wrong' GROUP BY question, surface ORDER BY max(at) DESC LIMIT 1000`,
  `CREATE TABLE scheduled (
     guild     TEXT NOT NULL,
     id        TEXT NOT NULL,
     event     TEXT NOT NULL,
     start     TEXT NOT NULL,
     dismissed INTEGER NOT NULL,
     PRIMARY KEY (guild, id)
   ) STRICT`,
];
