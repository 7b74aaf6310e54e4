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
];
