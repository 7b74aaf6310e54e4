import { readFileSync, writeFileSync } from 'node:fs';
import lunr from 'lunr';
import type { Engine } from './engine.ts';

/** Lunr as its guide shows it; what people type is made terms by its own tokenizer, since its query language throws. */
export const engine: Engine = {
  build(docs, file) {
    const index = lunr(function (this: lunr.Builder) {
      this.ref('id');
      this.field('title');
      this.field('text');
      for (const doc of docs) this.add(doc);
    });
    return async () => writeFileSync(file, JSON.stringify(index));
  },
  async load(file) {
    const index = lunr.Index.load(JSON.parse(readFileSync(file, 'utf8')));
    return (query, limit) =>
      index
        .query((q) => q.term(lunr.tokenizer(query) as unknown as string[], {}))
        .slice(0, limit)
        .map(({ ref }) => ref);
  },
};
