import type { Database } from 'libsql';
import { MIGRATIONS } from './migrations.ts';

/**
 * Brings a database to the newest form: each step that it lacks, and the note of it in the table
 * `migrations`, all in one transaction. Two processes that start at once wait for each other.
 * @throws Error when a newer version of Almanac wrote the database.
 */
export function migrate(database: Database, steps: readonly string[] = MIGRATIONS): void {
  const run = database.transaction(() => {
    database.exec('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY) STRICT');
    const { newest } = database.prepare('SELECT max(number) AS newest FROM migrations').get([]) as {
      newest: number | null;
    };
    const done = newest ?? 0;
    if (done > steps.length) {
      throw new Error(`a newer version of Almanac wrote it (form ${done}, this one knows ${steps.length})`);
    }
    for (const [index, step] of steps.entries()) {
      if (index < done) continue;
      database.exec(step);
      database.prepare('INSERT INTO migrations (number) VALUES (?)').run([index + 1]);
    }
  });
  run.immediate();
}
