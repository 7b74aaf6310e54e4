import Database from 'libsql';
import { makeDocument } from '../make-documents.ts';
import { CHANGES, type Engine, newWord, TOP } from './engine.ts';
import { readQuestions, readSentences, wordsOf } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

const SELECT = 'SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 2, 1) LIMIT ?';

/** SQLite's FTS5 with its Porter stemmer and BM25, any of the words. The file holds the texts, as ours does. */
export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    const database = new Database(file);
    database.exec("CREATE VIRTUAL TABLE documents USING fts5(title, text, tokenize = 'porter unicode61')");
    const insert = database.prepare('INSERT INTO documents (rowid, title, text) VALUES (?, ?, ?)');
    let [build, buildCpu] = [0, 0];
    database.exec('BEGIN');
    for (let number = 0; number < size; number++) {
      const { title, text } = makeDocument(sentences, number);
      const start = [performance.now(), cpuTime()] as const;
      insert.run(number, title, text);
      build += performance.now() - start[0];
      buildCpu += cpuTime() - start[1];
    }
    const start = [performance.now(), cpuTime()] as const;
    database.exec('COMMIT');
    database.close();
    return { build: build + performance.now() - start[0], buildCpu: buildCpu + cpuTime() - start[1] };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = performance.now();
    const database = new Database(file);
    const select = database.prepare(SELECT);
    const findTop = (question: string) => {
      const match = wordsOf(question)
        .map((word) => `"${word}"`)
        .join(' OR ');
      return match === '' ? [] : select.all(match, TOP);
    };
    findTop(questions[0] as string);
    const open = performance.now() - start;
    const top = timeAll(questions, findTop);
    database.close();
    return { open, top };
  },

  async change(file, size) {
    const sentences = await readSentences();
    const database = new Database(file);
    const update = database.prepare('UPDATE documents SET title = ?, text = ? WHERE rowid = ?');
    const select = database.prepare(SELECT);
    const change: number[] = [];
    for (let n = 0; n < CHANGES; n++) {
      const number = Math.floor((n * size) / CHANGES);
      const { title, text } = makeDocument(sentences, number);
      const start = performance.now();
      update.run(title, `${newWord(n)} ${text}`, number);
      if (select.all(newWord(n), TOP).length !== 1) throw new Error(`${newWord(n)} is not found`);
      change.push(performance.now() - start);
    }
    database.close();
    return { change };
  },
};
