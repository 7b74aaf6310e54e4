import { findCandidates } from '../../../bot/answer/find-candidates.ts';
import { parseQuestion } from '../../../bot/answer/parse-question.ts';
import { createPostRanker } from '../../../bot/answer/rank-posts.ts';
import { buildIndex } from '../../../indexer/build-index.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { readSnapshot, writeSnapshot } from '../../../indexer/snapshot.ts';
import { makePost } from '../../../test/make-index.ts';
import type { Engine } from './engine.ts';

const CONTENT = 'bench';

/** Documents become posts in memory; posts are ranked as `ask` and `search` rank them. */
export const engine: Engine = {
  async build(docs, file) {
    const posts = docs.map(({ id, title, text }) =>
      // A document that is a title alone is found by it.
      makePost(id, escapeMarkdown(text.trim() === '' ? title : text), { title, author: '' }),
    );
    await writeSnapshot(file, CONTENT, buildIndex({ posts, events: [] }, []));
  },
  async load(file) {
    const { data } = await readSnapshot(file, CONTENT);
    if (data === null) throw new Error(`${file} can't be read`);
    const index = openIndex(data);
    const rankPosts = createPostRanker(index);
    return (query, limit) => {
      const question = parseQuestion(query, index);
      const ranked = rankPosts(question, findCandidates(question, index));
      return ranked.best(limit).map(({ post }) => post);
    };
  },
};

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&=]/g, '\\$&').replace(/^ +/gm, '');
}
