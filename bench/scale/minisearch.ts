import { readFile, writeFile } from 'node:fs/promises';
import MiniSearch from 'minisearch';
import { makeDocument } from '../make-documents.ts';
import { CHANGES, type Engine, newWord, TOP } from './engine.ts';
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
    const start = [performance.now(), cpuTime()] as const;
    const index = new MiniSearch(OPTIONS);
    index.addAll(documents);
    await writeFile(file, JSON.stringify(index));
    return { build: performance.now() - start[0], buildCpu: cpuTime() - start[1] };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = performance.now();
    const index = MiniSearch.loadJSON(await readFile(file, 'utf8'), OPTIONS);
    const findTop = (question: string) => index.search(question, { boost: { title: 2 } }).slice(0, TOP);
    findTop(questions[0] as string);
    return { open: performance.now() - start, top: timeAll(questions, findTop) };
  },

  async change(file, size) {
    const sentences = await readSentences();
    const index = MiniSearch.loadJSON(await readFile(file, 'utf8'), OPTIONS);
    const change: number[] = [];
    for (let n = 0; n < CHANGES; n++) {
      const number = Math.floor((n * size) / CHANGES);
      const document = makeDocument(sentences, number);
      const start = performance.now();
      index.replace({ number, ...document, text: `${newWord(n)} ${document.text}` });
      if (index.search(newWord(n)).length !== 1) throw new Error(`${newWord(n)} is not found`);
      change.push(performance.now() - start);
    }
    return { change };
  },
};
