import { expect, test } from 'vitest';
import { type SaidLine, writeLines } from '../../../bot/drafts/write-lines.ts';

const at = '2017-05-26T10:00:00Z';
const said = (nick: string, text: string, account: string | null = null): SaidLine => ({
  nick,
  host: 'h.test',
  account,
  text,
});

test('what one person said at a stretch is a paragraph, with names where there are several', () => {
  expect(
    writeLines(
      [said('ada', 'it is dark'), said('ada', 'very'), said('ben', 'light a lamp', 'benjamin')],
      'ben',
      'IRC oftc',
      at,
    ),
  ).toEqual({
    at,
    text: 'ada: it is dark\nvery\n\nben: light a lamp',
    contributors: [
      {
        name: 'ada',
        place: 'IRC oftc',
        account: 'ada (not logged in)',
        consent: `agreed in private by ${at}`,
      },
      { name: 'ben', place: 'IRC oftc', account: 'benjamin', consent: 'saved it' },
    ],
  });
  expect(writeLines([said('ada', 'alone')], 'ben', 'IRC oftc', at)?.text).toBe('alone');
  expect(writeLines([], 'ben', 'IRC oftc', at)).toBeNull();
});

test.each([
  ['# not a heading', '\\# not a heading'],
  ['1. not a list', '1\\. not a list'],
  ['- nor this', '\\- nor this'],
  ['```', '\\```'],
  ['---', '\\---'],
  ['___', '\\___'],
  ['[1]: https://evil.example/', '\\[1]: https://evil.example/'],
  [':-- | --', '\\:-- | --'],
  ['plain #text', 'plain #text'],
])('%s is prose: %s', (line, markdown) => {
  expect(writeLines([said('ada', line)], 'ben', 'IRC oftc', at)?.text).toBe(markdown);
});

test('a nick is no markup', () => {
  const lines = [said('[ada]', 'https://evil.example/'), said('ben', 'well')];
  expect(writeLines(lines, 'ben', 'IRC oftc', at)?.text).toBe(
    '\\[ada\\]: https://evil.example/\n\nben: well',
  );
});
