import { createAnswerer } from '../../bot/answer/answer-question.ts';
import { findCandidates } from '../../bot/answer/find-candidates.ts';
import { parseQuestion } from '../../bot/answer/parse-question.ts';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { assembleParts } from '../../indexer/assemble-index.ts';
import { writeJson } from '../../indexer/build-index.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { inflate, packingOf } from '../../indexer/packing.ts';
import type { SegmentTables } from '../../indexer/segment-tables.ts';
import { readSnapshot, writeSnapshot } from '../../indexer/snapshot.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Post } from '../../indexer/types.ts';
import { makePost } from '../../test/make-index.ts';
import { makeDocument } from '../make-documents.ts';
import { type Engine, TOP } from './engine.ts';
import { readQuestions, readSentences } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

const TODAY = '2017-05-26';
const HASH = 'bench';
/** Posts that are analysed together, as files are. */
const RUN = 512;

/** Runs of posts are analysed, then joined: what `almanac index` does, without files and in one thread. */
export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    let build = 0;
    const segments: SegmentTables[] = [];
    const order: { parts: number[]; posts: number[] } = { parts: [], posts: [] };
    const { deflate } = packingOf(size);
    for (let first = 0; first < size; first += RUN) {
      const count = Math.min(RUN, size - first);
      const posts = Array.from({ length: count }, (_, place) => makeNumberedPost(sentences, first + place));
      const start = cpuTime();
      const part = segments.push(analysePosts(posts, { deflate, cut: splitPassages })) - 1;
      build += cpuTime() - start;
      for (let post = 0; post < count; post++) {
        order.parts.push(part);
        order.posts.push(post);
      }
    }
    const start = cpuTime();
    const parts = assembleParts([], segments, order);
    await writeSnapshot(file, HASH, { parts, events: writeJson([]), synonyms: writeJson([]) });
    return { build: build + cpuTime() - start };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = cpuTime();
    const { data } = await readSnapshot(file, HASH);
    if (data === null) throw new Error(`${file} can't be read`);
    const index = openIndex(data, inflate);
    const load = cpuTime() - start;
    const top = timeAll(questions, (question) => findCandidates(parseQuestion(question, index), index, TOP));
    const answer = createAnswerer(index);
    return { load, top, answer: timeAll(questions, (question) => answer(question, TODAY)) };
  },
};

function makeNumberedPost(sentences: readonly string[], number: number): Post {
  const { title, text } = makeDocument(sentences, number);
  return makePost(`post-${number}`, text, { title, author: 'Almanac editors', published: TODAY });
}
