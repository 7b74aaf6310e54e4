import { expect, it } from 'vitest';
import { checkImages } from '../../../indexer/check/check-images.ts';
import { checkTwins } from '../../../indexer/check/check-twins.ts';
import { formatAnnotation } from '../../../indexer/check/format-annotation.ts';
import { parsePost } from '../../../indexer/parse-post.ts';
import type { Post } from '../../../indexer/types.ts';

const post = (file: string, body: string): Post => {
  const { post } = parsePost(
    file,
    `---\ntitle: T\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n${body}\n`,
  );
  if (post === null) throw new Error('no post');
  return post;
};
const WORDS = Array.from({ length: 300 }, (_, number) => `word${number}`).join(' ');

it('an image without words is told with its place', () => {
  const body = 'x\n\na ![](1.png) ![](2.png)\n![lamp](3.png)\n\n`![]()`';
  expect(checkImages({ file: 'a.md', body, bodyLine: 6 }).map(({ line, column }) => [line, column])).toEqual([
    [8, 3],
    [8, 14],
  ]);
});

it('a post that says the same as another is told; one that is only on the same matter is not', () => {
  const posts = [
    post('posts/a.md', WORDS),
    post('posts/b.md', `${WORDS}, edited a little.`),
    post('posts/c.md', WORDS.split(' ').reverse().join(' ')),
    post('posts/d.md', 'Short.'),
    post('posts/e.md', '*Short*'),
  ];
  expect(checkTwins(posts).map(({ file, message }) => [file, message])).toEqual([
    ['posts/b.md', 'the post says the same as posts/a.md'],
    ['posts/e.md', 'the post says the same as posts/d.md'],
  ]);
});

it('an annotation can neither be ended nor begun by what it tells', () => {
  const fault = {
    severity: 'error',
    file: 'a,b:c.md',
    line: 3,
    column: 1,
    message: '50%\n::error::x',
    hint: 'y',
  } as const;
  expect(formatAnnotation(fault, 'content')).toBe(
    '::error file=content/a%2Cb%3Ac.md,line=3,col=1::50%25%0A::error::x (y)',
  );
});
