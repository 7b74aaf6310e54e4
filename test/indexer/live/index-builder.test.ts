import { expect, test } from 'vitest';
import { buildIndex } from '../../../indexer/build-index.ts';
import { createIndexBuilder } from '../../../indexer/live/index-builder.ts';
import { parsePost } from '../../../indexer/parse-post.ts';
import type { Post } from '../../../indexer/types.ts';

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
    [b, a],
  ];
  for (const posts of contents) {
    const data = builder.build({ posts, events: [] }, [['k8s', 'Kubernetes']], new Map());
    expect(data).toEqual(buildIndex({ posts, events: [] }, [['k8s', 'Kubernetes']]));
  }
});
