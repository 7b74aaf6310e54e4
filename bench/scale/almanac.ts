import { createAnswerer } from '../../bot/answer/answer-question.ts';
import { findCandidates } from '../../bot/answer/find-candidates.ts';
import { parseQuestion } from '../../bot/answer/parse-question.ts';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { indexAnalysis } from '../../indexer/build-index.ts';
import { AnalysisJoiner } from '../../indexer/join-analyses.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { readSnapshot, writeSnapshot } from '../../indexer/snapshot.ts';
import type { Post } from '../../indexer/types.ts';
import { makePost } from '../../test/make-index.ts';
import { makeDocument } from '../make-documents.ts';
import { type Engine, TOP } from './engine.ts';
import { readQuestions, readSentences } from './material.ts';
import { cpuTime, timeAll } from './timing.ts';

const TODAY = '2017-05-26';
const HASH = 'bench';
/** Posts that are analysed together, as files are. */
const RUN = 256;

/** Runs of posts are analysed, then joined: what `almanac index` does, without files and in one thread. */
export const engine: Engine = {
  async build(file, size) {
    const sentences = await readSentences();
    let build = 0;
    const joiner = new AnalysisJoiner();
    for (let first = 0; first < size; first += RUN) {
      const count = Math.min(RUN, size - first);
      const posts = Array.from({ length: count }, (_, place) => makeNumberedPost(sentences, first + place));
      const start = cpuTime();
      const add = joiner.from(analysePosts(posts));
      for (let post = 0; post < count; post++) add(post);
      build += cpuTime() - start;
    }
    const start = cpuTime();
    await writeSnapshot(file, HASH, indexAnalysis(joiner.finish(), [], [], []));
    return { build: build + cpuTime() - start };
  },

  async ask(file) {
    const questions = await readQuestions();
    const start = cpuTime();
    const { data } = await readSnapshot(file, HASH);
    if (data === null) throw new Error(`${file} can't be read`);
    const index = openIndex(data);
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
