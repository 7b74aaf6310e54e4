import { readFile, writeFile } from 'node:fs/promises';
import lunr from 'lunr';
import { makeDocument } from '../make-documents.ts';
import { type Engine, TOP } from './engine.ts';
import { readQuestions, readSentences, wordsOf } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    const documents = Array.from({ length: size }, (_, number) => makeDocument(sentences, number));
    const start = cpuTime();
    const index = lunr((builder) => {
      builder.ref('number');
      builder.field('title', { boost: 2 });
      builder.field('text');
      for (const [number, document] of documents.entries()) builder.add({ number, ...document });
    });
    await writeFile(file, JSON.stringify(index));
    return { build: cpuTime() - start };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = cpuTime();
    const index = lunr.Index.load(JSON.parse(await readFile(file, 'utf8')));
    const load = cpuTime() - start;
    const top = timeAll(questions, (question) =>
      index
        .query((query) => {
          for (const word of wordsOf(question)) query.term(word, {});
        })
        .slice(0, TOP),
    );
    return { load, top };
  },
};
