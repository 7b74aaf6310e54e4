import { describe, expect, it } from 'vitest';
import { checkFences } from '../../../indexer/check/check-fences.ts';
import { checkHeadings } from '../../../indexer/check/check-headings.ts';
import { checkLinks } from '../../../indexer/check/check-links.ts';
import type { Fault } from '../../../indexer/types.ts';

const page = (body: string) => ({ file: 'posts/2017/a.md', body, bodyLine: 1 });
const tell = (faults: readonly Fault[]) =>
  faults.map(
    ({ severity, line, column, message, hint }) => `${severity} ${line}:${column} ${message} (${hint})`,
  );

describe('checkLinks', () => {
  const files = new Set(['posts/2017/b.md', 'posts/c.md', 'events/d.md', 'posts/2017/e f.md']);
  const check = async (body: string) => tell(await checkLinks(page(body), async (file) => files.has(file)));

  it.each([
    '[x](b.md)',
    '[x](./b.md#top)',
    '[x](../c.md?plain)',
    '[x](../../events/d.md)',
    '[x](<e f.md>)',
    '[x](e%20f.md)',
    '[x](#top)',
    '[x](https://example.org/gone.md)',
    '[x](mailto:a@example.org)',
    '[x](//example.org/gone.md)',
    '![x](b.md)',
  ])('takes %s', async (body) => {
    expect(await check(body)).toEqual([]);
  });

  it.each([
    [
      '[x](gone.md)',
      'the link leads to a file that is not there: "gone.md" (add posts/2017/gone.md, or mend the link)',
    ],
    [
      '[x](../b.md)',
      'the link leads to a file that is not there: "../b.md" (add posts/b.md, or mend the link)',
    ],
    [
      '[x](../../../b.md)',
      'the link leads outside the content folder: "../../../b.md" (link to files inside it only)',
    ],
    [
      '[x](..%2f..%2f..)',
      'the link leads outside the content folder: "../../.." (link to files inside it only)',
    ],
    [
      '[x](/posts/c.md)',
      'the link is not relative: "/posts/c.md" (write the path from this file: ../2017/arp.md)',
    ],
    ['[x]()', 'the link has no target (name a file or an address)'],
  ])('tells %s', async (body, fault) => {
    expect(await check(body)).toEqual([`error 1:5 ${fault}`]);
  });
});

describe('checkHeadings', () => {
  it.each([
    ['## One\n\n### Two\n\n## Three\n', []],
    ['# One\n\n## Two\n', []],
    ['### One\n', ['warning 1:1 the heading jumps from level 1 to level 3 (write ##)']],
    ['## One\n\n#### Two\n', ['warning 3:1 the heading jumps from level 2 to level 4 (write ###)']],
    [
      '## One\n\n#### Two\n\n#### Three\n',
      ['warning 3:1 the heading jumps from level 2 to level 4 (write ###)'],
    ],
    ['text\n\n##\n', ['warning 3:1 the heading is empty (say what is below it)']],
    ['> ## ##\n', ['warning 1:3 the heading is empty (say what is below it)']],
    ['```bash\n#### no heading\n```\n', []],
  ])('judges %j', (body, faults) => {
    expect(tell(checkHeadings(page(body)))).toEqual(faults);
  });
});

describe('checkFences', () => {
  const noLanguage = 'the code has no language (write it behind the fence: ```console, or ```text)';
  const notClosed = 'the code is not closed (put a line ``` below it)';

  it.each([
    ['```bash\nls\n```\n', []],
    ['```bash\n```\n', []],
    ['```bash\n\n\n```', []],
    ['> ```bash\n> ls\n> ```\n', []],
    ['- ~~~~ text\n  ~~~\n  ~~~~\n', []],
    ['text\n\n```\nls\n```\n', [`warning 3:1 ${noLanguage}`]],
    ['- a\n\n  ```\n  ls\n  ```\n', [`warning 3:3 ${noLanguage}`]],
    ['```bash\nls\n', [`warning 1:1 ${notClosed}`]],
    ['```bash\nls', [`warning 1:1 ${notClosed}`]],
    ['```bash', [`warning 1:1 ${notClosed}`]],
    ['```bash\n\n\n', [`warning 1:1 ${notClosed}`]],
    ['- ```bash\n  ls\n\ntext\n', [`warning 1:3 ${notClosed}`]],
    ['> ```bash\n> ls\n\ntext\n', [`warning 1:3 ${notClosed}`]],
    ['````text\n```\n', ['warning 1:1 the code is not closed (put a line ```` below it)']],
    ['    indented\n', []],
  ])('judges %j', (body, faults) => {
    expect(tell(checkFences(page(body)))).toEqual(faults);
  });
});
