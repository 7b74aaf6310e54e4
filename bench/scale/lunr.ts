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
    const start = [performance.now(), cpuTime()] as const;
    const index = lunr((builder) => {
      builder.ref('number');
      builder.field('title', { boost: 2 });
      builder.field('text');
      for (const [number, document] of documents.entries()) builder.add({ number, ...document });
    });
    await writeFile(file, JSON.stringify(index));
    return { build: performance.now() - start[0], buildCpu: cpuTime() - start[1] };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = performance.now();
    const index = lunr.Index.load(JSON.parse(await readFile(file, 'utf8')));
    const findTop = (question: string) =>
      index
        .query((query) => {
          for (const word of wordsOf(question)) query.term(word, {});
        })
        .slice(0, TOP);
    findTop(questions[0] as string);
    return { open: performance.now() - start, top: timeAll(questions, findTop) };
  },
};
