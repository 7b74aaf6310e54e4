import { readFileSync, writeFileSync } from 'node:fs';
import { create, insertMultiple, load, save, search } from '@orama/orama';
import type { Engine } from './engine.ts';

const open = () => create({ schema: { title: 'string', text: 'string' } as const });

/** Orama with the defaults of its README. */
export const engine: Engine = {
  async build(docs, file) {
    const db = open();
    await insertMultiple(db, [...docs]);
    writeFileSync(file, JSON.stringify(save(db)));
  },
  async load(file) {
    const db = open();
    load(db, JSON.parse(readFileSync(file, 'utf8')));
    return (query, limit) => {
      const results = search(db, { term: query, limit });
      if (results instanceof Promise) throw new Error('Orama searches synchronously without plugins');
      return results.hits.map(({ id }) => id);
    };
  },
};
