import { readFile } from 'node:fs/promises';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { migrate } from '../../../bot/store/migrate.ts';

test('every table and column that the description of the database names is there', async () => {
  const text = await readFile('bot/store/README.md', 'utf8');
  const database = new Database(':memory:');
  migrate(database);
  const named = new Map<string, string[]>();
  let table = '';
  for (const [, first = '', columns = ''] of text.matchAll(/^\| (`\w+`|) ?\| ((?:`\w+`(?:, )?)+) \|/gm)) {
    table = first.replaceAll('`', '') || table;
    named.set(table, [...(named.get(table) ?? []), ...columns.replaceAll('`', '').split(', ')]);
  }
  expect([...named.keys()]).toContain('gaps');
  for (const [name, columns] of named) {
    const rows = database.prepare(`SELECT name FROM pragma_table_info(?)`).all([name]) as { name: string }[];
    expect(
      rows.map((row) => row.name),
      name,
    ).toEqual(expect.arrayContaining(columns));
  }
  database.close();
});
