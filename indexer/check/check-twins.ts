import { createTwinFinder } from '../feeds/find-twins.ts';
import { markText } from '../feeds/text-marks.ts';
import type { Fault, Post } from '../types.ts';

/** Warnings about posts that say the same as one before them, but for small changes. Linear in practice. */
export function checkTwins(posts: readonly Post[]): Fault[] {
  const twins = createTwinFinder<Post>();
  return posts.flatMap((post) => {
    const marks = markText(post.body);
    const twin = twins.findEqual(marks)[0] ?? twins.findAlike(marks, () => true);
    twins.add(post, marks);
    if (twin === null) return [];
    const message = `the post says the same as ${twin.file}`;
    const hint = 'keep one of them, and name the other in its "source"';
    return [{ severity: 'warning' as const, file: post.file, line: post.bodyLine, column: 1, message, hint }];
  });
}
