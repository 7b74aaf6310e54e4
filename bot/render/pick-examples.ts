import type { Engine } from '../answer/engine.ts';
import type { Catalogue } from './catalogue.ts';

const MOST = 4;
/** Posts that are looked through: an answer takes a few milliseconds. */
const MOST_LOOKED_AT = 40;
const LONGEST = 80;

/** Questions that headings of the newest posts ask and that are answered, one a post. */
export function pickExamples({ index, ask }: Engine, { posts }: Catalogue, today: string): string[] {
  const examples: string[] = [];
  for (const { id } of posts.slice(0, MOST_LOOKED_AT)) {
    if (examples.length === MOST) break;
    const question = index
      .passagesOf(id)
      .map((number) => index.passages[number]?.heading.at(-1) ?? '')
      .find((heading) => heading.endsWith('?') && heading.length <= LONGEST && ask(heading, today).answered);
    if (question !== undefined && !examples.includes(question)) examples.push(question);
  }
  return examples;
}
