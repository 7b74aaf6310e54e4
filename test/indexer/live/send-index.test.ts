import { expect, test } from 'vitest';
import type { IndexPart } from '../../../indexer/build-index.ts';
import { createIndexBuilder } from '../../../indexer/live/index-builder.ts';
import { createIndexReceiver, createIndexSender, type SentIndex } from '../../../indexer/live/send-index.ts';
import { parsePost } from '../../../indexer/parse-post.ts';
import type { Post } from '../../../indexer/types.ts';

const post = (id: string, text: string) =>
  parsePost(
    `posts/${id}.md`,
    `---\ntitle: Lamp\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n${text}\n`,
  ).post as Post;
const shapeOf = ({ parts }: SentIndex) =>
  parts.map((part) => {
    if (typeof part === 'number') return part;
    return typeof part.tables === 'number' ? `less of ${part.tables}` : 'new';
  });

test('what is received is the index, of which only new parts were sent', () => {
  const builder = createIndexBuilder();
  const build = (...posts: Post[]) => {
    builder.take({ posts, removed: [] });
    return builder.build({ events: [], synonyms: [], digests: new Map() });
  };
  const shapes: unknown[] = [];
  const received: unknown[] = [];
  const receive = createIndexReceiver();
  const send = createIndexSender((sent) => {
    shapes.push(shapeOf(sent));
    received.push(receive(structuredClone(sent)));
  });
  const indexes = [
    build(...Array.from({ length: 2_000 }, (_, n) => post(`p${n}`, `Lamp ${n} is red.`))),
    build(post('p7', 'Lamp 7 is green.')),
    build(post('p2000', 'Lamp 2000 is blue.')),
    build(),
  ];
  for (const index of indexes) send(index);
  expect(received).toEqual(indexes);
  expect(shapes).toEqual([['new'], ['less of 0', 'new'], [0, 'new'], [0, 1]]);
});

test('an index that could not be sent is not taken for known', () => {
  const [a, b] = [{ tables: {} }, { tables: {} }] as unknown as [IndexPart, IndexPart];
  const sent: SentIndex[] = [];
  let isBroken = true;
  const send = createIndexSender((index) => {
    if (isBroken) throw new Error('no memory');
    sent.push(index);
  });
  const index = { parts: [a, b] } as const;
  expect(() => send(index as never)).toThrow('no memory');
  isBroken = false;
  send(index as never);
  expect(sent).toEqual([{ parts: [a, b] }]);
});
