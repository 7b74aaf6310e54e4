import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createAnswerer } from '../../bot/answer/answer-question.ts';
import { findCandidates } from '../../bot/answer/find-candidates.ts';
import { parseQuestion } from '../../bot/answer/parse-question.ts';
import { assembleParts } from '../../indexer/assemble-index.ts';
import type { IndexData } from '../../indexer/build-index.ts';
import { createIndexBuilder } from '../../indexer/live/index-builder.ts';
import { listIndexedFiles } from '../../indexer/indexed-files.ts';
import { writeJson } from '../../indexer/json-texts.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { inflate } from '../../indexer/packing.ts';
import type { SegmentTables } from '../../indexer/segment-tables.ts';
import { readSnapshot, writeSnapshot } from '../../indexer/snapshot.ts';
import type { Analysed, DocumentRun } from './analyse-worker.ts';
import { CHANGES, type Engine, newWord, TOP } from './engine.ts';
import { makeNumberedPost, TODAY } from './make-numbered-post.ts';
import { readQuestions, readSentences } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

const HASH = 'bench';
/** Posts that are analysed together, as files are. */
const RUN = 1_024;
const THREADS = availableParallelism();

/** Runs of posts are analysed on all cores, then joined: what `almanac index` does, without files. Making them does not count. */
export const engine: Engine = {
  async build(file, size) {
    const start = [performance.now(), cpuTime()] as const;
    const { segments, making } = await analyseAll(size);
    const order = { parts: new Uint32Array(size), posts: new Uint32Array(size) };
    for (let number = 0; number < size; number++) {
      order.parts[number] = Math.floor(number / RUN);
      order.posts[number] = number % RUN;
    }
    const parts = assembleParts([], segments, order);
    await writeSnapshot(file, HASH, { parts, events: writeJson([]), synonyms: writeJson([]) });
    return {
      build: performance.now() - start[0] - making / THREADS,
      buildCpu: cpuTime() - start[1] - making,
    };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = performance.now();
    const index = openIndex(await read(file), inflate);
    const findTop = (question: string) => findCandidates(parseQuestion(question, index), index, TOP);
    findTop(questions[0] as string);
    const open = performance.now() - start;
    const answer = createAnswerer(index);
    answer(questions[0] as string, TODAY);
    const openToAnswer = performance.now() - start;
    const top = timeAll(questions, findTop);
    return {
      open,
      openToAnswer,
      top,
      answer: timeAll(questions, (question) => answer(question, TODAY)),
    };
  },

  async change(file, size) {
    const sentences = await readSentences();
    const data = await read(file);
    const builder = createIndexBuilder();
    builder.adopt(data, listIndexedFiles(data));
    const change: number[] = [];
    for (let n = 0; n < CHANGES; n++) {
      const post = makeNumberedPost(sentences, Math.floor((n * size) / CHANGES));
      const start = performance.now();
      builder.take({ posts: [{ ...post, body: `${newWord(n)} ${post.body}` }], removed: [] });
      const index = openIndex(builder.build({ events: [], synonyms: [], digests: new Map() }), inflate);
      const found = index.search([{ term: newWord(n), boost: 1 }], TOP);
      change.push(performance.now() - start);
      if (found.length !== 1) throw new Error(`${newWord(n)} is not found`);
    }
    return { change };
  },
};

async function read(file: string): Promise<IndexData> {
  const { data } = await readSnapshot(file, HASH);
  if (data === null) throw new Error(`${file} can't be read`);
  return data;
}

/** `making`: how long documents took to be made, in milliseconds of all threads together. */
async function analyseAll(size: number): Promise<{ segments: SegmentTables[]; making: number }> {
  const runs: DocumentRun[] = [];
  for (let first = 0; first < size; first += RUN) {
    runs.push({ first, count: Math.min(RUN, size - first), size });
  }
  const segments = new Array<SegmentTables>(runs.length);
  let next = 0;
  let making = 0;
  const work = async () => {
    const worker = new Worker(new URL('./analyse-worker.js', import.meta.url));
    while (next < runs.length) {
      const run = next++;
      worker.postMessage(runs[run]);
      const [analysed] = (await once(worker, 'message')) as [Analysed];
      segments[run] = analysed.tables;
      making += analysed.making;
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return { segments, making };
}
