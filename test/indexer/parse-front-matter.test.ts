import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseFrontMatter } from '../../indexer/parse-front-matter.ts';

const schema = z.strictObject({ title: z.string() });
const parse = (text: string) => parseFrontMatter('posts/a.md', text, schema);
const places = (text: string) =>
  parse(text).faults.map(({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`);

describe('parseFrontMatter', () => {
  it('cuts a file into keys and body, and knows the line of the body', () => {
    const text = '---\ntitle: One\n---\n\nFirst.\n';
    expect(parse(text)).toEqual({ value: { title: 'One' }, body: '\nFirst.\n', bodyLine: 4, faults: [] });
  });

  it.each([
    ['CR LF', '---\r\ntitle: One\r\n---\r\nText.\r\n', 'Text.\r\n', 4],
    ['a byte order mark', '\ufeff---\ntitle: One\n---\nText.\n', 'Text.\n', 4],
    ['blanks behind the fences', '---  \ntitle: One\n--- \t\nText.\n', ' \t\nText.\n', 3],
    ['no body', '---\ntitle: One\n---', '', 3],
    ['fences in the body', '---\ntitle: One\n---\na\n---\nb\n', 'a\n---\nb\n', 4],
  ])('takes %s', (_, text, body, bodyLine) => {
    expect(parse(text)).toEqual({ value: { title: 'One' }, body, bodyLine, faults: [] });
  });

  it('tells every fault with its place', () => {
    expect(places('---\n# note\ntitel: One\ntitle: 11\n---\nText.\n')).toEqual([
      'warning 3:1 "titel" is no known key',
      'error 4:8 "title" must be text, not a number: 11',
    ]);
  });

  it('indexes a file all the same when it has unknown keys, and suggests what was meant', () => {
    const { value, faults } = parse('---\ntitle: One\ntitel: Two\n---\n');
    expect(value).toEqual({ title: 'One' });
    expect(faults.map((fault) => [fault.severity, fault.hint])).toEqual([
      ['warning', 'did you mean "title"?'],
    ]);
  });

  it.each([
    ['no front matter', '# Heading\n', 'error 1:1 the file has no front matter'],
    ['an empty file', '', 'error 1:1 the file has no front matter'],
    ['a rule of four', '----\ntitle: One\n----\n', 'error 1:1 the file has no front matter'],
    ['no end', '---\ntitle: One\n\nText.\n', 'error 1:1 the front matter is not closed'],
    ['only a beginning', '---', 'error 1:1 the front matter is not closed'],
    [
      'an end with text',
      '---\ntitle: One\n---- \nText.\n',
      'error 3:1 a line that begins with --- must hold nothing else here',
    ],
    ['no keys', '---\n---\nText.\n', 'error 1:1 "title" is missing'],
    ['only a comment', '---\n# title: One\n---\nText.\n', 'error 1:1 "title" is missing'],
  ])('tells %s', (_, text, fault) => {
    expect(parse(text).value).toBeNull();
    expect(places(text)).toEqual([fault]);
  });

  it('gives the same for the same text, since it keeps no cache that a caller could change', () => {
    const text = '---\ntitle: One\n---\nText.\n';
    const first = parse(text);
    (first.value as { title: string }).title = 'changed';
    expect(parse(text).value).toEqual({ title: 'One' });
  });
});
