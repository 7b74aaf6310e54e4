import type { Post } from '../../indexer/types.ts';
import { makePost } from '../../test/make-index.ts';
import { makeDocument } from '../make-documents.ts';

export const TODAY = '2017-05-26';

/** Document `number` as a post. */
export function makeNumberedPost(sentences: readonly string[], number: number): Post {
  const { title, text } = makeDocument(sentences, number);
  return makePost(`post-${number}`, text, { title, author: 'Almanac editors', published: TODAY });
}
