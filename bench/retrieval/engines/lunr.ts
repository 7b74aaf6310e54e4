import { readFileSync, writeFileSync } from 'node:fs';
import lunr from 'lunr';
import type { Engine } from './engine.ts';

/**
 * Lunr as its guide shows it. Signs of its query language become spaces, as they would otherwise throw or
 * mean something; all else is left to Lunr, which does not trim the words of a query: `account?` finds
 * nothing.
 */
export const engine: Engine = {
  async build(docs, file) {
    const index = lunr(function (this: lunr.Builder) {
      this.ref('id');
      this.field('title');
      this.field('text');
      for (const doc of docs) this.add(doc);
    });
    writeFileSync(file, JSON.stringify(index));
  },
  async load(file) {
    const index = lunr.Index.load(JSON.parse(readFileSync(file, 'utf8')));
    return (query, limit) =>
      index
        .search(query.replace(/[:~^*+\\-]/g, ' '))
        .slice(0, limit)
        .map(({ ref }) => ref);
  },
};
