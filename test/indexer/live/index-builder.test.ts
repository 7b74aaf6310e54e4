import { expect, test } from 'vitest';
import { buildIndex } from '../../../indexer/build-index.ts';
import { createIndexBuilder } from '../../../indexer/live/index-builder.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { inflate } from '../../../indexer/packing.ts';
import { parsePost } from '../../../indexer/parse-post.ts';
import type { Post, PostId } from '../../../indexer/types.ts';

const post = (name: string, text: string, more = '') =>
  parsePost(
    `posts/${name}.md`,
    `---\ntitle: ${name}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n${more}---\n${text}\n`,
  ).post as Post;

test('whatever was added, changed, moved or removed, the index is that of a fresh build', () => {
  const builder = createIndexBuilder();
  const [a, b] = [
    post('a', 'The green lamp blinks.'),
    post('b', 'A network interface card (NIC).', 'superseded_by: a\n'),
  ];
  const contents: Post[][] = [
    [a, b],
    [a, b, post('c', 'Neutron drops the packet.')],
    [post('a', 'The red lamp is dark.'), b],
    [b],
    [],
    [a, b],
  ];
  let before: readonly Post[] = [];
  for (const posts of contents) {
    builder.take({
      posts: posts.filter((post) => !before.includes(post)),
      removed: before.map(({ file }) => file).filter((file) => !posts.some((post) => post.file === file)),
    });
    const data = builder.build({ events: [], synonyms: [['k8s', 'Kubernetes']], digests: new Map() });
    expect(data).toEqual(buildIndex({ posts, events: [] }, [['k8s', 'Kubernetes']]));
    before = posts;
  }
});

test('what was taken up is not lost when an index fails to be built', () => {
  const builder = createIndexBuilder();
  builder.take({ posts: [post('a', 'The green lamp blinks.')], removed: [] });
  const failing = () => builder.build({ events: [], synonyms: [], digests: null as never });
  expect(failing).toThrow();
  builder.take({ posts: [post('b', 'The red lamp is dark.')], removed: [] });
  const data = builder.build({ events: [], synonyms: [], digests: new Map() });
  expect(openIndex(data, inflate).posts.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('of many posts those that change are put into a part of their own, again and again', () => {
  const builder = createIndexBuilder();
  const posts = new Map(
    Array.from({ length: 2_010 }, (_, n) => [`p${n}`, post(`p${n}`, `Lamp ${n} is red.`)]),
  );
  const build = (changed: Record<string, Post | null>) => {
    for (const [id, post] of Object.entries(changed)) {
      if (post === null) posts.delete(id);
      else posts.set(id, post);
    }
    const removed = Object.keys(changed).filter((id) => changed[id] === null);
    builder.take({
      posts: Object.values(changed).filter((post) => post !== null),
      removed: removed.map((id) => `posts/${id}.md`),
    });
    return builder.build({ events: [], synonyms: [], digests: new Map() });
  };
  build(Object.fromEntries(posts));
  const rounds = [
    { p1999: post('p1999', 'Lamp 1999 is green.'), p2000: post('p2000', 'Lamp 2000 is new.'), p10: null },
    { p2000: post('p2000', 'Lamp 2000 is old.'), p11: post('p11', 'Lamp 11 is blue.') },
    { p2000: null, p1999: post('p1999', 'Lamp 1999 is red again.') },
    {},
    { p10: post('p10', 'Lamp 10 is back.') },
  ];
  expect(rounds.map((changed) => build(changed).parts.length)).toEqual([2, 2, 2, 2, 2]);

  builder.take({ posts: [post('p12', 'Lamp 12 is bright.')], removed: [] });
  posts.set('p12', post('p12', 'Lamp 12 is bright.'));
  const index = openIndex(builder.build({ events: [], synonyms: [], digests: new Map() }), inflate);
  const texts = (file: string) =>
    index.passagesOf(file as PostId).map((place) => index.passages[place]?.text);
  expect(index.postCount).toBe(posts.size);
  expect([...posts.values()].filter(({ id, body }) => texts(id)[0] !== body.trim())).toEqual([]);
});
