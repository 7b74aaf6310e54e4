import Database from 'libsql';
import type { Engine } from './engine.ts';

/** SQLite's FTS5 with its Porter stemmer and its BM25; the words of a question are quoted and joined by OR. */
export const engine: Engine = {
  async build(docs, file) {
    const db = new Database(file);
    db.exec("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')");
    const insert = db.prepare('INSERT INTO docs VALUES (?, ?, ?)');
    db.transaction(() => {
      for (const { id, title, text } of docs) insert.run(id, title, text);
    })();
    db.close();
  },
  async load(file) {
    const db = new Database(file);
    const select = db.prepare('SELECT id FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?');
    return (query, limit) => {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      const match = words.map((word) => `"${word}"`).join(' OR ');
      return match === '' ? [] : (select.all(match, limit) as { id: string }[]).map(({ id }) => id);
    };
  },
};
