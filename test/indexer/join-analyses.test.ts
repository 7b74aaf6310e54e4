import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { AnalysisJoiner } from '../../indexer/join-analyses.ts';
import { readContent } from '../../indexer/read-content.ts';

test('parts that are joined are as if their posts had been read together, byte for byte', async () => {
  const posts = (await readContent('content')).posts;
  fc.assert(
    fc.property(
      // For each post: in which of three parts it is, and whether it is picked.
      fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: posts.length, maxLength: posts.length }),
      (places) => {
        const parts = [0, 1, 2].map((part) => posts.filter((_, number) => places[number]?.[0] === part));
        const picked = posts.filter((_, number) => places[number]?.[1]);
        const joiner = new AnalysisJoiner();
        const adders = parts.map((part) => joiner.from(analysePosts(part)));
        for (const post of picked) {
          const part = parts.findIndex((held) => held.includes(post));
          adders[part]?.(parts[part]?.indexOf(post) as number);
        }
        expect(joiner.finish()).toEqual(analysePosts(picked));
      },
    ),
    { numRuns: 5 },
  );
});

test('nothing joined is nothing', () => {
  expect(new AnalysisJoiner().finish()).toEqual(analysePosts([]));
});
