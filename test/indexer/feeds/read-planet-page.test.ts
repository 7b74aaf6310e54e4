import { expect, it } from 'vitest';
import { readPlanetPage } from '../../../indexer/feeds/read-planet-page.ts';

it('a planet page is read entry by entry: title, link, author and date of its by-line, text', () => {
  const page =
    '<html><head><title>Planet</title></head><body><h1>Planet Lamps</h1><h2 class="daygroup">May 25, 2017</h2>' +
    '<div class="entry"><h3><a href="https://lamps.example/green">Why it blinks</a></h3>' +
    '<div class="content"><p>The battery is <b>low</b>. <a href="why">More</a></p></div>' +
    '<p class="date">by Ada at May 25, 2017 07:46 PM</p></div>' +
    '<div class="entry"><h3><a href="/blue">Blue</a></h3><p>No class holds this.</p><p>by Grace at May 24, 2017 12:05 AM</p></div>' +
    '<div class="foot"><h3>About</h3></div></body></html>';
  expect(readPlanetPage(page, 'https://planet.example/')?.entries).toMatchObject([
    {
      title: 'Why it blinks',
      link: 'https://lamps.example/green',
      author: 'Ada',
      published: '2017-05-25T19:46:00Z',
      content: 'The battery is **low**. [More](https://lamps.example/why)',
    },
    {
      title: 'Blue',
      link: 'https://planet.example/blue',
      author: 'Grace',
      published: '2017-05-24T00:05:00Z',
      content: 'No class holds this.',
    },
  ]);
});

it('articles with a time are read too', () => {
  const page =
    '<html><body><article class="h-entry"><h2>A</h2><span class="p-author">by Ada</span>' +
    '<time datetime="2017-05-25T21:46:00+02:00">yesterday</time><div class="e-content"><p>Words.</p></div></article></body></html>';
  expect(readPlanetPage(page, null)?.entries).toMatchObject([
    { title: 'A', link: null, author: 'Ada', published: '2017-05-25T19:46:00Z', content: 'Words.' },
  ]);
});

it('a page without entries is none', () => {
  expect(readPlanetPage('<html><body><h1>Hello</h1><p>Words.</p></body></html>', null)).toBeNull();
});
