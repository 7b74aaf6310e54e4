import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../indexer/check/check-content.ts';
import { formatFault } from '../../../indexer/check/format-fault.ts';
import { ContentError } from '../../../indexer/content-error.ts';

const good = join(import.meta.dirname, '../../fixtures/content-good');
const faulty = join(import.meta.dirname, '../../fixtures/content-faulty');
const check = async (dir: string, paths?: string[]) =>
  (await checkContent(dir, paths)).map((fault) => formatFault(fault, 'content'));

describe('checkContent', () => {
  it('has nothing against good content', async () => {
    expect(await check(good)).toEqual([]);
  });

  it('tells everything at once, with the place and the mend', async () => {
    expect(await check(faulty)).toEqual([
      'content/events/backwards.md:4:6: "end" is before "start": "2017-11-05" (an end is the last day of the event, or the instant at which it ends)',
      'content/events/backwards.md:5:11: "timezone" is no time zone: "Mars/Olympus" (write its IANA name, as Australia/Sydney)',
      'content/events/ptg.md:5:5: "sources[0]" names no post: "a-goood" (did you mean "a-good"?)',
      'content/events/ptg.md:6:5: "sources[1]" names no post: "g-plain" (mend posts/g-plain.md, which is left out)',
      'content/posts/a-good.md:6:1: warning: "tgas" is no known key (did you mean "tags"?)',
      'content/posts/a-good.md:10:1: warning: the heading jumps from level 1 to level 4 (write ##)',
      'content/posts/a-good.md:13:12: the link leads to a file that is not there: "gone.md" (add posts/gone.md, or mend the link)',
      'content/posts/a-good.md:13:35: the link leads outside the content folder: "../../../etc/passwd" (link to files inside it only)',
      'content/posts/a-good.md:15:1: warning: the heading is empty (say what is below it)',
      'content/posts/a-good.md:17:1: warning: the code has no language (write it behind the fence: ```console, or ```text)',
      'content/posts/a-good.md:17:1: warning: the code is not closed (put a line ``` below it)',
      'content/posts/b-bad-dates.md:4:12: "published" is not a date: "2017-13-01" (write 2017-05-25T19:46:00Z)',
      'content/posts/b-bad-dates.md:5:10: "updated" has no time zone: "2017-05-25T19:46:00" (if it is meant in UTC, write 2017-05-25T19:46:00Z)',
      'content/posts/b-bad-dates.md:6:6: "url" is no web address: "javascript:alert(1)" (write one that begins with https:// or http://)',
      'content/posts/c-unclosed.md:1:1: the front matter is not closed (put a line --- below its last key)',
      'content/posts/d-same-id.md:1:1: the id "a-good" is taken by posts/a-good.md (rename this file, or give it another "id")',
      'content/posts/e-same-part.md:5:39: part 1 of the series "Gratuitous ARP" is posts/a-good.md already (number the parts 1, 2, 3)',
      'content/posts/f-empty.md:6:1: the post has no text below its front matter (write it)',
      'content/posts/g-plain.md:1:1: the file has no front matter (begin it with a line ---, then keys such as title: and published:, then a line ---)',
      'content/synonyms.yaml:1:6: "nic" must be a list, not text: "network card" (write a list: ["network card"])',
    ]);
  });

  it('keeps to the paths that are asked for, from here or inside the content folder', async () => {
    const filesOf = async (...paths: string[]) => [
      ...new Set((await checkContent(faulty, paths)).map((fault) => fault.file)),
    ];
    expect(await filesOf('events')).toEqual(['events/backwards.md', 'events/ptg.md']);
    expect(await filesOf('posts/a-good.md')).toEqual(['posts/a-good.md']);
    expect(await filesOf(join(faulty, 'posts/a-good.md'), 'synonyms.yaml')).toEqual([
      'posts/a-good.md',
      'synonyms.yaml',
    ]);
    expect(await filesOf(relative('.', join(faulty, 'posts/e-same-part.md')))).toEqual([
      'posts/e-same-part.md',
    ]);
    expect(await filesOf(faulty)).toHaveLength(10);
  });

  it('tells paths that are not there, or are no content', async () => {
    expect(await check(good, ['posts/gone.md', 'posts/2017/locktime.md/x'])).toEqual([
      expect.stringMatching(/posts\/2017\/locktime\.md\/x:1:1: there is no such file or folder/),
      expect.stringMatching(/posts\/gone\.md:1:1: there is no such file or folder/),
    ]);
    expect(await check(good, [import.meta.filename])).toEqual([
      expect.stringMatching(/check-content\.test\.ts:1:1: is not in the content folder/),
    ]);
  });

  it('checks another content folder that is named', async () => {
    const faults = await checkContent(good, [faulty]);
    expect(faults).toHaveLength(20);
    expect(formatFault(faults[0] as (typeof faults)[0], 'test/fixtures/content-good')).toMatch(
      /^test\/fixtures\/content-faulty\/events\/backwards\.md:4:6: "end" is before "start"/,
    );
  });

  it('throws for a content folder that is not there', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'almanac-'));
    await rm(dir, { recursive: true });
    await expect(checkContent(dir)).rejects.toBeInstanceOf(ContentError);
  });
});

describe('formatFault', () => {
  const fault = {
    severity: 'error',
    file: 'posts/arp.md',
    line: 3,
    column: 1,
    message: 'no',
    hint: null,
  } as const;

  it('writes one line', () => {
    expect(formatFault({ ...fault, hint: 'mend it' }, 'content')).toBe(
      'content/posts/arp.md:3:1: no (mend it)',
    );
    expect(formatFault({ ...fault, severity: 'warning' })).toBe('posts/arp.md:3:1: warning: no');
    expect(formatFault({ ...fault, file: '../out/posts/a.md' }, 'content')).toBe('out/posts/a.md:3:1: no');
  });

  it('does not let the name of a file steer a terminal', () => {
    expect(formatFault({ ...fault, file: 'posts/a\u001b[2J\n.md' })).toBe(
      'posts/a\\u001b[2J\\u000a.md:3:1: no',
    );
  });
});
