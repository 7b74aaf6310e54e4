import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkContent } from '../../../indexer/check/check-content.ts';
import { cleanPage } from '../../../indexer/feeds/clean-page.ts';
import { importFolder, type PageReport } from '../../../indexer/feeds/import-folder.ts';
import { readContent } from '../../../indexer/read-content.ts';

let home: string;
let site: string;
let to: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'almanac-site-'));
  site = join(home, 'site');
  to = join(home, 'content');
});
afterEach(() => rmSync(home, { recursive: true }));

const page = (path: string, text: string) => {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
};
const run = async (address: string | null = null): Promise<PageReport[]> => {
  const pages: PageReport[] = [];
  const options = { to, site: address, author: null, now: '2017-06-01T12:00:00Z' };
  for await (const report of importFolder(site, options)) pages.push(report);
  return pages;
};

it('maps the front matter of Hugo, Jekyll and Docusaurus, and tells file by file', async () => {
  page(
    'content/hugo.md',
    '+++\ntitle = "Hugo\'s \\"page\\""\ndate = 2017-05-25T21:46:00+02:00\nauthor = "Ada"\ntags = ["led", "lamp"]\ndraft = false\nmood = "good"\n[params]\nx = 1\n+++\nWords.\n',
  );
  page(
    '_posts/2017-05-24-jekyll.markdown',
    '---\nlayout: post\ntitle: Jekyll\nauthor: Grace\ncategories: lamps\ndescription: In short.\n---\nWords of another.\n',
  );
  page(
    'blog/2017-05-23-docusaurus.mdx',
    "---\nauthors: [{ name: Lin }]\ntags: [{ label: led }]\n---\nimport Tabs from '@theme/Tabs';\n\n# Docusaurus\n\n:::tip Mind\n\nSave power.\n\n:::\n",
  );
  expect(await run()).toEqual([
    {
      page: '_posts/2017-05-24-jekyll.markdown',
      outcome: 'written',
      file: 'posts/2017/2017-05-24-jekyll.md',
      notes: [],
    },
    {
      page: 'blog/2017-05-23-docusaurus.mdx',
      outcome: 'written',
      file: 'posts/2017/2017-05-23-docusaurus.md',
      notes: ['left out: imports of MDX'],
    },
    {
      page: 'content/hugo.md',
      outcome: 'written',
      file: 'posts/2017/2017-05-25-hugos-page.md',
      notes: ['not taken from its front matter: mood'],
    },
  ]);
  const { posts, faults } = await readContent(to);
  expect(faults).toEqual([]);
  expect(
    posts.map(({ title, author, published, tags, summary, body }) => [
      title,
      author,
      published,
      tags,
      summary,
      body.trim(),
    ]),
  ).toEqual([
    ['Docusaurus', 'Lin', '2017-05-23T00:00:00Z', ['led'], null, '> **Mind**\n>\n>\n> Save power.\n>'],
    ['Jekyll', 'Grace', '2017-05-24T00:00:00Z', ['lamps'], 'In short.', 'Words of another.'],
    ['Hugo\'s "page"', 'Ada', '2017-05-25T19:46:00Z', ['led', 'lamp'], null, 'Words.'],
  ]);
  expect((await run()).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('leaves out drafts and pages without a date, and says so; follows no links; keeps what was edited', async () => {
  page('a.md', '---\ntitle: A\ndate: 2017-05-25\nauthor: Ada\ndraft: true\n---\nx\n');
  page('b.md', '# No front matter\n\nWords.\n');
  page('c.md', '---\ntitle: [\n---\nx\n');
  page('d.md', '---\ntitle: D\ndate: 2017-05-25\n---\nWords.\n');
  symlinkSync('/etc', join(site, 'etc'));
  expect((await run()).map(({ page, outcome, notes }) => [page, outcome, ...notes])).toEqual([
    ['a.md', 'skipped', 'a draft'],
    ['b.md', 'refused', 'it has no date: write "date: 2017-05-25" into its front matter'],
    ['c.md', 'refused', 'its front matter is no YAML'],
    ['d.md', 'written', 'it names no author: "unknown" stands there'],
  ]);
  const file = join(to, 'posts/2017/2017-05-25-d.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Words.', 'Better words.'));
  page('d.md', '---\ntitle: D\ndate: 2017-05-25\n---\nOther words.\n');
  expect((await run()).at(-1)).toMatchObject({ outcome: 'kept' });
  expect(readFileSync(file, 'utf8')).toContain('Better words.');
});

it('makes relative links absolute when it knows the site, else keeps their words; the result passes the check', async () => {
  page(
    'a.md',
    '---\ntitle: A\ndate: 2017-05-25\nauthor: Ada\n---\nSee [b](/b "B") and ![a lamp](lamp.png).\n',
  );
  await run('https://lamps.example/blog/');
  const read = () => readFileSync(join(to, 'posts/2017/2017-05-25-a.md'), 'utf8');
  expect(read()).toContain(
    'See [b](https://lamps.example/b) and [a lamp](https://lamps.example/blog/lamp.png).',
  );
  expect((await run())[0]?.notes).toEqual(['left out: links inside the site, images inside the site']);
  expect(read()).toContain('See b and a lamp.');
  expect(await checkContent(to)).toEqual([]);
});

it.each([
  ['{{< highlight bash "linenos=table" >}}\nls\n{{< / highlight >}}', '```bash\nls\n```', []],
  ['{% highlight ruby %}\nx\n{% endhighlight %}', '```ruby\nx\n```', []],
  ['a {{< figure src="x" >}} b', 'a  b', ['shortcode figure']],
  ['{% include x.html %}y {{ site.url }}', 'y', ['tag include', 'variables']],
  ['<Tabs groupId="x">\n\ny\n\n</Tabs>', 'y', ['component Tabs']],
  ['```\n{{ kept }}\n<Tabs>\nimport x from "y"\n```', '```\n{{ kept }}\n<Tabs>\nimport x from "y"\n```', []],
  ['a\n\n<!--more-->\n\nb', 'a\n\nb', []],
])('the page %j becomes %j', (body, clean, dropped) => {
  expect(cleanPage(body, null)).toEqual({ body: clean, dropped });
});

it('takes a bounded time for pages that are written to take long', () => {
  const start = performance.now();
  for (const text of [
    '{{<'.repeat(100_000),
    '['.repeat(100_000),
    '<A '.repeat(100_000),
    '{%'.repeat(100_000),
    '[a]('.repeat(50_000),
  ]) {
    cleanPage(text, null);
  }
  expect(performance.now() - start).toBeLessThan(10_000);
});
