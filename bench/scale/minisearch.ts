import { readFile, writeFile } from 'node:fs/promises';
import MiniSearch from 'minisearch';
import { makeDocument } from '../make-documents.ts';
import { type Engine, TOP } from './engine.ts';
import { readQuestions, readSentences } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

const OPTIONS = { fields: ['title', 'text'], idField: 'number' };

/** MiniSearch as it comes: any of the words, no prefixes, nothing fuzzy, no stems. */
export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    const documents = Array.from({ length: size }, (_, number) => ({
      number,
      ...makeDocument(sentences, number),
    }));
    const start = cpuTime();
    const index = new MiniSearch(OPTIONS);
    index.addAll(documents);
    await writeFile(file, JSON.stringify(index));
    return { build: cpuTime() - start };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = cpuTime();
    const index = MiniSearch.loadJSON(await readFile(file, 'utf8'), OPTIONS);
    const load = cpuTime() - start;
    const top = timeAll(questions, (question) =>
      index.search(question, { boost: { title: 2 } }).slice(0, TOP),
    );
    return { load, top };
  },
};
