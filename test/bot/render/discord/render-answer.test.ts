import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../bot/answer/types.ts';
import type { BlockKind } from '../../../../indexer/types.ts';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { type AnswerForm, renderAnswer } from '../../../../bot/render/discord/render-answer.ts';
import type { View } from '../../../../bot/render/discord/view.ts';
import { checkMessage } from '../../../servers/discord/check-payload.ts';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';
import { printPayload } from './print-payload.ts';

const engine = createEngine(
  makeIndex(
    [
      makePost(
        'arp',
        '## Locktime\n\nThe kernel ignores gratuitous ARP because it comes within the locktime window.\n\n```\nsysctl -w net.ipv4.neigh.eth0.locktime=0\n```',
        {
          title: 'Kernel *notes*',
          published: '2015-05-27T00:00:00Z',
          url: 'https://example.org/arp_(1)',
          sources: [{ title: 'S', author: 'Grace', blog: null, published: null, url: null }],
        },
      ),
      makePost('switch', 'A switch that learns ARP ignores frames. The locktime of a switch is short.'),
      makePost('fix', 'Gratuitous ARP packets are ignored when they come too fast. Send ARP later.'),
      makePost('old', 'Why are ARP packets ignored? The ARP cache was ignored for years.'),
    ],
    [
      makeEvent('party', '2017-06-01', {
        name: 'Engine party',
        end: '2017-06-02',
        place: 'London',
        status: 'tentative',
      }),
      makeEvent('call', '2017-06-03T18:00:00Z', {
        name: 'Engine call',
        online: true,
        url: 'https://example.org/call',
      }),
    ],
  ),
);
const view: View = {
  language: 'en',
  today: '2017-05-26',
  community: { name: 'Engines', ask_humans: '#engines' },
  linkTo: (post) => post.url,
};
const form: AnswerForm = {
  state: { asker: '400000000000000001', skip: 0, question: 'why?', earlier: null },
  isPrivate: false,
  showsQuestion: true,
};
const render = (question: string, more: Partial<AnswerForm> = {}, other: Partial<View> = {}) =>
  renderAnswer(
    engine.ask(question, '2017-05-26'),
    { ...form, state: { ...form.state, question }, ...more },
    { ...view, ...other },
  );

const quoting = engine.ask('why is gratuitous ARP ignored?', '2017-05-26');
const near = { ...quoting, more: 4, related: engine.index.posts.slice(0, 2) };

describe('renderAnswer', () => {
  test.each([
    ['quotes', render('why is gratuitous ARP ignored?')],
    ['private', render('why is gratuitous ARP ignored?', { isPrivate: true, showsQuestion: false })],
    ['recipient', render('why is gratuitous ARP ignored?', { recipient: '400000000000000002' })],
    ['german', render('why is gratuitous ARP ignored?', {}, { language: 'de' })],
    ['code', render('net.ipv4.neigh.eth0.locktime=0')],
    ['plain', render('why is gratuitous ARP ignored?', { isPlain: true })],
    ['events', render('which engine events are upcoming?')],
    ['related', renderAnswer(near, form, view)],
    ['declined', render('how do I bake bread?')],
  ])('%s', async (name, message) => {
    expect(checkMessage(message as never)).toEqual([]);
    await expect(printPayload(message)).toMatchFileSnapshot(`snapshots/answer-${name}.txt`);
  });
});

describe('limits', () => {
  const nasty = fc
    .array(
      fc.constantFrom(
        'word',
        '```',
        '`',
        '**',
        '[a](http://x.example)',
        '@everyone',
        '<@1>',
        '. ',
        '\n',
        '||',
        '#',
        '𝒳',
        '\u202e',
        'x'.repeat(300),
      ),
      { maxLength: 120 },
    )
    .map((parts) => parts.join(' '));
  const excerpt = fc
    .record({
      quote: nasty,
      title: nasty,
      author: nasty,
      link: nasty,
      heading: nasty,
      kind: fc.constantFrom('prose', 'code', 'item'),
    })
    .map(({ quote, title, author, link, heading, kind }) => ({
      quote: quote.trim() === '' ? 'quote' : quote,
      kind: kind as BlockKind,
      post: { ...makePost('p', ''), title, author, url: `https://example.org/${link}` },
      heading: [heading],
      lines: [1, 1] as const,
      score: 1,
    }));

  test('hold whatever is quoted: nothing is refused, no fence stays open, no mention comes alive', () => {
    fc.assert(
      fc.property(
        fc.array(excerpt, { minLength: 1, maxLength: 3 }),
        nasty,
        fc.boolean(),
        (excerpts, question, isPlain) => {
          const answer = {
            ...quoting,
            question,
            excerpts,
            related: excerpts.map(({ post }) => post),
            more: 3,
          } as Answer;
          const message = renderAnswer(answer, { ...form, isPlain }, view);
          expect(checkMessage(message as never)).toEqual([]);
          const text = message.embeds[0]?.description ?? message.content ?? '';
          expect((text.match(/^> ```$/gm) ?? []).length % 2).toBe(0);
          expect(text.replace(/^> ```$[\s\S]*?^> ```$/gm, '')).not.toMatch(
            /(?<!\\)@everyone|(?<!\\)<@|(?<!\\)`/,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  const sentence = 'The daemon of doom restarts the *router* and waits [a while](http://x.example) for it. ';
  const huge = createEngine(
    makeIndex(
      [1, 2, 3, 4].map((n) =>
        makePost(
          `huge-${n}`,
          `# ${'<@1> '.repeat(60)}\n\n\`\`\`\nthe daemon of doom ${n}\n${'x = "`<@everyone>"\n'.repeat(900)}\n\`\`\`\n\n${sentence.repeat(60)}`,
          {
            title: `${n}${'**[doom](x) '.repeat(100)}`,
            author: '@everyone '.repeat(50),
            url: `https://example.org/${n}${'(a'.repeat(60)}`,
          },
        ),
      ),
    ),
  );

  test('keep whole sentences, whole lines and closed fences', () => {
    for (const question of [
      'what is the daemon of doom?',
      'daemon doom router restarts',
      'x everyone doom',
    ]) {
      const answer = huge.ask(question, '2017-05-26');
      expect(answer.answered).toBe(true);
      const message = renderAnswer(answer, form, { ...view, linkTo: (post) => post.url });
      expect(checkMessage(message as never)).toEqual([]);
      const text = message.embeds[0]?.description ?? '';
      expect((text.match(/^> ```$/gm) ?? []).length % 2).toBe(0);
    }
  });
});
