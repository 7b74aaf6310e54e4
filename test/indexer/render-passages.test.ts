import { expect, test } from 'vitest';
import { parsePost } from '../../indexer/parse-post.ts';
import { renderPassages } from '../../indexer/render-passages.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Post } from '../../indexer/types.ts';

const FRONT = '---\ntitle: Lamps\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n';
const render = (body: string) =>
  renderPassages(splitPassages(parsePost('posts/lamps.md', FRONT + body).post as Post));

test('what a post says can be written as Markdown once more, without links and emphasis', () => {
  expect(
    render(`A lamp is *bright*, see [there](https://example.org/).
It has two states.

## Changing it

Take care:

- Switch it \\*off\\*.
- Unscrew it.

\`\`\`sh
lamp --off <now>
\`\`\`

### Its end

> It was said.

| Colour | Watts |
| --- | --- |
| red | 5 |
`),
  ).toBe(`A lamp is bright, see there. It has two states.

## Changing it

Take care:

- Switch it \\*off\\*.
- Unscrew it.

\`\`\`bash
lamp --off <now>
\`\`\`

### Its end

> It was said.

- Colour Watts
- red 5
`);
});

test('what is written once more holds the same passages', () => {
  const first = render(
    '# Top\n\nOne <b>lamp</b> & 1. two.\n\n1. First\n2. Second\n\n## Deeper\n\n    code\n',
  );
  expect(render(first)).toBe(first);
});
