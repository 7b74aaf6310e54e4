import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from '../../../indexer/feeds/html-to-markdown.ts';

const convert = (html: string) => htmlToMarkdown(html, 'https://lamps.example/2017/post');

describe('HTML as Markdown', () => {
  it.each([
    ['paragraphs and marks', '<p>One <b>two</b> <i>three</i></p>four', 'One **two** *three*\n\nfour'],
    ['blanks inside marks go outside', 'a<em> b </em>c', 'a *b* c'],
    ['line breaks', 'one<br>two<br/>', 'one\\\ntwo'],
    ['headings begin at level 2 and do not jump', '<h1>A</h1><h4>B</h4>', '## A\n\n### B'],
    ['marks beside headings go', '<h2>A <a class="headerlink" href="#a">¶</a></h2>', '## A'],
    [
      'lists in lists',
      '<ul><li>one<ul><li>two</li></ul></li><li><p>three</p><p>more</p></li></ul>',
      '- one\n  - two\n- three\n\n  more',
    ],
    ['numbered lists go on', '<ol start="3"><li>x<li>y</ol>', '3. x\n4. y'],
    ['quotations', '<blockquote><p>q</p><p>r</p></blockquote>', '> q\n>\n> r'],
    [
      'code with its language, entities and indentation',
      '<pre><code class="language-python">if a &lt; b:\n    return</code></pre>',
      '```python\nif a < b:\n    return\n```',
    ],
    [
      'code without a language is looked at',
      '<pre>$ openstack server list</pre>',
      '```console\n$ openstack server list\n```',
    ],
    [
      'line numbers beside code go',
      '<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>a = 1\nb = 2</pre></td></tr></table>',
      '```ini\na = 1\nb = 2\n```',
    ],
    [
      'tables',
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td><b>x</b><br>y</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1\\|2 | **x** y |',
    ],
    ['tables that only lay out are unfolded', '<table><tr><td><p>a</p><p>b</p></td></tr></table>', 'a\n\nb'],
    [
      'footnotes',
      '<p>Text<sup><a href="#fn:1">1</a></sup></p><ol><li id="fn:1"><p>Note. <a href="#fnref:1">↩</a></p></li></ol>',
      'Text[^1]\n\n[^1]: Note.',
    ],
    ['relative links', '<a href="../a?b=1&amp;utm_source=rss">x</a>', '[x](https://lamps.example/a?b=1)'],
    ['brackets in links', '<a href="/a_(b)">x</a>', '[x](https://lamps.example/a_%28b%29)'],
    ['images are links', '<img src="/a.png" alt="A lamp">', '[A lamp](https://lamps.example/a.png)'],
    [
      'a picture that leads on',
      '<a href="/big"><img src="/small.png" alt="A lamp"></a>',
      '[A lamp](https://lamps.example/small.png)',
    ],
    [
      'films are links',
      '<iframe src="https://films.example/1"></iframe>',
      '[video](https://films.example/1)',
    ],
    ['identifiers stay as they are', 'use neutron_l3_agent here', 'use neutron_l3_agent here'],
    ['what looks like markup is text', '1 * 2 [x] &lt;b&gt; _y_', '1 \\* 2 \\[x\\] \\<b> \\_y\\_'],
    ['what looks like a block is text', '<p># a</p><p>1. b</p><p>- c</p>', '\\# a\n\n1\\. b\n\n\\- c'],
    ['code spans with backticks', '<code>a `b`</code>', '`` a `b` ``'],
    ['broken nesting, with marks that would run together', '<p>a <b>b <i>c</p><p>d', 'a b *c*\n\nd'],
    [
      'the foot that WordPress adds',
      'x<p>The post <a href="/a">A</a> appeared first on <a href="/">B</a>.</p>',
      'x',
    ],
  ])('%s', (_, html, markdown) => {
    expect(convert(html)).toBe(markdown);
  });

  it.each([
    ['scripts', '<script>alert(1)</script><style>p{}</style><!-- x --><noscript>x</noscript>'],
    ['counting pictures', '<img src="https://count.example/x.gif" width="1" height="1">'],
    ['forms', '<form action="/x"><input value="a"><button>Subscribe</button></form>'],
    ['hidden text', '<p style="display:none">x</p><div hidden>y</div>'],
  ])('holds no %s', (_, html) => {
    expect(convert(html)).toBe('');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' java\nscript:x',
    'file:///etc/passwd',
    'http://a:b@c/',
  ])('leads nobody to %j', (href) => {
    expect(convert(`<a href="${href}">x</a>`)).toBe('x');
  });

  it.each([
    ['nested divisions', '<div>'.repeat(100_000)],
    ['nested marks', '<b><i>'.repeat(30_000)],
    ['nested lists', '<ul><li>'.repeat(30_000)],
    ['nested tables', '<table><tr><td>'.repeat(20_000)],
    ['blanks', `${' '.repeat(200_000)}x`],
    ['brackets', `The post ${'['.repeat(200_000)}`],
    ['closing tags', '</p></b>'.repeat(50_000)],
    ['backslashes', '\\'.repeat(200_000)],
  ])('takes a bounded time for %s', (_, html) => {
    const start = performance.now();
    convert(html);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
