import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../../bot/render/html/render-markdown.ts';

const render = (body: string) => renderMarkdown(body, (href) => href).markup;

test('headings begin at the second level without gaps, each with an id of its own', () => {
  const { markup, headings } = renderMarkdown('# A\n\n### B\n\n# A\n', () => null, true);
  expect(markup).toBe('<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h2 id="a-2">A</h2>\n');
  expect(headings).toEqual([
    { id: 'a', level: 2, text: 'A' },
    { id: 'b', level: 3, text: 'B' },
    { id: 'a-2', level: 2, text: 'A' },
  ]);
});

test('HTML is shown as text', () => {
  expect(render('a <b onclick="x">b</b>')).toBe('<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>\n');
});

test('images become words: nothing is fetched from another host', () => {
  expect(render('![a cat](https://example.org/cat.png)')).toBe('<p><span class="image">[a cat]</span></p>\n');
});

test('a link that leads nowhere is no link', () => {
  expect(renderMarkdown('[a](other.md) and [b](x)', (href) => (href === 'x' ? '/b' : null)).markup).toBe(
    '<p><span>a</span> and <a href="/b">b</a></p>\n',
  );
});

describe('code', () => {
  test('of a known language is coloured', () => {
    expect(render('```sh\necho "a<b"\n```')).toBe(
      '<pre tabindex="0"><code><span class="hljs-built_in">echo</span> <span class="hljs-string">&quot;a&lt;b&quot;</span>\n</code></pre>\n',
    );
  });

  test.each(['```nonsense\na<b\n```', '    a<b\n', '```" onclick="x\na<b\n```'])(
    'else is shown plain: %j',
    (body) => {
      expect(render(body)).toBe('<pre tabindex="0"><code>a&lt;b\n</code></pre>\n');
    },
  );

  test('that is very long is not held up by colouring', () => {
    const start = performance.now();
    expect(render(`\`\`\`js\n${'a = "b"; '.repeat(50_000)}\n\`\`\``)).not.toContain('hljs');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
