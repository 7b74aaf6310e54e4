import Database from 'libsql';
import { makeDocument } from '../make-documents.ts';
import { type Engine, TOP } from './engine.ts';
import { readQuestions, readSentences, wordsOf } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

/** SQLite's FTS5 with its Porter stemmer and BM25, any of the words. The file holds the texts, as ours does. */
export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    const database = new Database(file);
    database.exec("CREATE VIRTUAL TABLE documents USING fts5(title, text, tokenize = 'porter unicode61')");
    const insert = database.prepare('INSERT INTO documents (rowid, title, text) VALUES (?, ?, ?)');
    let build = 0;
    database.exec('BEGIN');
    for (let number = 0; number < size; number++) {
      const { title, text } = makeDocument(sentences, number);
      const start = cpuTime();
      insert.run(number, title, text);
      build += cpuTime() - start;
    }
    const start = cpuTime();
    database.exec('COMMIT');
    database.close();
    return { build: build + cpuTime() - start };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = cpuTime();
    const database = new Database(file);
    const select = database.prepare(
      'SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 2, 1) LIMIT ?',
    );
    const load = cpuTime() - start;
    const top = timeAll(questions, (question) => {
      const match = wordsOf(question)
        .map((word) => `"${word}"`)
        .join(' OR ');
      return match === '' ? [] : select.all(match, TOP);
    });
    database.close();
    return { load, top };
  },
};
