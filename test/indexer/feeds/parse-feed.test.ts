import { describe, expect, it } from 'vitest';
import { decodeFeed } from '../../../indexer/feeds/decode-feed.ts';
import { FeedFault } from '../../../indexer/feeds/feed-fault.ts';
import { parseFeed } from '../../../indexer/feeds/parse-feed.ts';
import { parseFeedDate } from '../../../indexer/feeds/parse-feed-date.ts';

const URL = 'https://lamps.example/feed';
const read = (text: string) => parseFeed(text, URL);
const ITEM =
  '<item><title>Green &amp;amp; blue</title><link>/green?utm_source=feed</link><guid isPermaLink="false">g1</guid>' +
  '<description>Short …</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>' +
  '<pubDate>Thu, 25 May 2017 21:46:00 CEST</pubDate><dc:creator>Ada</dc:creator><category>led</category></item>';
const rss = (items: string) => `<rss version="2.0"><channel><title>Lamps</title>${items}</channel></rss>`;

describe('formats', () => {
  it('reads RSS 2.0, also where its namespaces are not declared', () => {
    const feed = read(rss(`<link>https://lamps.example/</link><copyright>CC BY 4.0</copyright>${ITEM}`));
    expect(feed).toEqual({
      format: 'RSS',
      title: 'Lamps',
      home: 'https://lamps.example/',
      faults: [],
      entries: [
        {
          guid: 'g1',
          link: 'https://lamps.example/green',
          title: 'Green & blue',
          author: 'Ada',
          content: '<p>Long</p>',
          form: 'html',
          isExcerpt: false,
          base: 'https://lamps.example/green',
          published: '2017-05-25T19:46:00Z',
          updated: null,
          tags: ['led'],
          license: 'CC BY 4.0',
        },
      ],
    });
  });

  it('reads RSS 0.91 with its document type', () => {
    const feed = read(
      '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">' +
        '<rss version="0.91"><channel><title>Old</title><item><title>A</title><link>http://o.example/a</link>' +
        '<description>Words.</description></item></channel></rss>',
    );
    expect(feed.entries).toMatchObject([
      { guid: null, title: 'A', link: 'http://o.example/a', published: null },
    ]);
  });

  it.each([
    [
      'RSS 0.90',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">' +
        '<channel><title>Old</title></channel><item><title>A</title><link>http://o.example/a</link></item></rdf:RDF>',
      { guid: null, content: '' },
    ],
    [
      'RSS 0.92',
      '<rss version="0.92"><channel><title>Old</title><item><description>&lt;b&gt;Words&lt;/b&gt; without a title.' +
        '</description></item></channel></rss>',
      { guid: null, link: null, content: '<b>Words</b> without a title.' },
    ],
  ])('reads %s, whose entries say little', (_, text, entry) => {
    expect(read(text).entries).toMatchObject([entry]);
  });

  it('reads RSS 1.0 (RDF)', () => {
    const feed = read(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ' +
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>R</title></channel>' +
        '<item rdf:about="http://o.example/1"><title>A</title><link>http://o.example/1</link>' +
        '<dc:date>2017-05-25</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>',
    );
    expect(feed.format).toBe('RDF');
    expect(feed.entries).toMatchObject([
      { guid: 'http://o.example/1', author: 'Ada', published: '2017-05-25T00:00:00Z' },
    ]);
  });

  it('reads Atom: xml:base, XHTML, a licence as a link', () => {
    const feed = read(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/"><title>T</title>' +
        '<link rel="license" href="https://l.example/by"/><author><name>Ada</name></author>' +
        '<entry><id>tag:1</id><title>a &lt;b&gt;</title><link href="1.html"/><updated>2017-05-25T19:46:00+02:00</updated>' +
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x <b>y</b></p></div></content></entry></feed>',
    );
    expect(feed.entries).toMatchObject([
      {
        guid: 'tag:1',
        title: 'a <b>',
        link: 'https://a.example/b/1.html',
        author: 'Ada',
        content: '<p>x <b>y</b></p>',
        published: '2017-05-25T17:46:00Z',
        license: 'https://l.example/by',
      },
    ]);
  });

  it('reads JSON Feed', () => {
    const feed = read(
      '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://j.example/1","content_text":"a < b","date_published":"2017-05-25T19:46:00Z","tags":["led"]}]}',
    );
    expect(feed.entries).toMatchObject([{ guid: '1', content: 'a < b', form: 'text', tags: ['led'] }]);
  });
});

describe('broken feeds', () => {
  it('keeps the whole entries of one that is cut off', () => {
    const feed = read(`<rss version="2.0"><channel><title>T</title>${ITEM}<item><title>cut`);
    expect(feed.entries.map(({ guid }) => guid)).toEqual(['g1']);
    expect(feed.faults).toEqual(['the feed is broken XML, or cut off; what could not be read was left out']);
  });

  it.each([
    ['bare ampersands and angles', '<title>A & B < C</title>', 'A & B < C'],
    ['HTML entities', '<title>caf&eacute;&nbsp;bar</title>', 'café bar'],
    ['tags that do not match', '<title>x</b></title>', 'x'],
    ['markup in titles', '<title>&lt;b&gt;x&lt;/b&gt; y</title>', 'x y'],
  ])('survives %s', (_, title, expected) => {
    expect(read(rss(`<item>${title}</item>`)).entries[0]?.title).toBe(expected);
  });

  it.each(['Warning: include() failed\n<?xml version="1.0"?>', '\n\n  <?xml version="1.0"?>'])(
    'survives %j first',
    (noise) => {
      expect(read(noise + rss(ITEM)).entries).toHaveLength(1);
    },
  );

  it('expands no entities: neither files nor a billion laughs', () => {
    const doctype =
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    expect(read(`${doctype}${rss('<item><title>&x;&b;</title></item>')}`).entries[0]?.title).toBe('&x;&b;');
  });

  it.each([
    ['', 'it is empty', 'ask its owner, or try again later'],
    ['hello', 'it is no feed', 'name a feed: RSS, Atom or JSON Feed'],
    [
      '<!DOCTYPE html><html><head><link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>',
      'it is a web page, not a feed',
      'subscribe to https://lamps.example/atom.xml',
    ],
    [
      '<rss><channel><title>x',
      'it is a feed that is broken beyond reading',
      'tell its owner; a validator of feeds shows the place',
    ],
  ])('says what %j is', (text, message, hint) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ name: FeedFault.name, message, hint }));
  });
});

describe('bytes', () => {
  it.each([
    ['UTF-8', Buffer.from('caf\u00e9'), null, 'café', null],
    ['a byte order mark', Buffer.from('\ufeffcaf\u00e9'), 'text/xml; charset=iso-8859-1', 'café', null],
    ['UTF-16 with its mark', Buffer.from('\ufeffcaf\u00e9', 'utf16le'), null, 'café', null],
    [
      'the header’s charset',
      Buffer.from('caf\u00e9', 'latin1'),
      'text/xml; charset=ISO-8859-1',
      'café',
      null,
    ],
    [
      'the declared encoding',
      Buffer.from('<?xml version="1.0" encoding="windows-1252"?>\u0093x\u0094', 'latin1'),
      null,
      '<?xml version="1.0" encoding="windows-1252"?>“x”',
      null,
    ],
    [
      'windows-1252 among UTF-8 that it claims to be',
      Buffer.concat([Buffer.from('é '), Buffer.from('\u0093x\u0094', 'latin1')]),
      null,
      'é “x”',
      'there are bytes that are no UTF-8; they were read as windows-1252',
    ],
    [
      'control characters',
      Buffer.from('a\u0000\u001bb\u000b'),
      null,
      'ab',
      'there are control characters that XML forbids; they were left out',
    ],
    [
      'an unknown charset',
      Buffer.from('x'),
      'text/xml; charset=klingon',
      'x',
      'the character set "klingon" is unknown; it was read as UTF-8',
    ],
  ])('reads %s', (_, bytes, contentType, text, fault) => {
    expect(decodeFeed(bytes, contentType)).toEqual({ text, fault });
  });
});

it.each([
  ['Thu, 25 May 2017 19:46:00 GMT', '2017-05-25T19:46:00Z'],
  ['Thu, 25 May 2017 19:46:00 +0200', '2017-05-25T17:46:00Z'],
  ['25 May 2017 19:46', '2017-05-25T19:46:00Z'],
  ['Thu, 25 May 17 19:46:00 EST', '2017-05-26T00:46:00Z'],
  ['2017-05-25 19:46:00', '2017-05-25T19:46:00Z'],
  ['2017-05-25T19:46:00.123456+02:00', '2017-05-25T17:46:00Z'],
  ['2017-05-25', '2017-05-25T00:00:00Z'],
  ['0000-00-00 00:00:00', null],
  ['Thu, 01 Jan 1970 00:00:00 GMT', null],
  ['yesterday', null],
  ['', null],
])('the date %j is %s', (text, instant) => {
  expect(parseFeedDate(text)).toBe(instant);
});
