import { describe, expect, test } from 'vitest';
import { LANGUAGES, languageFor, fill } from '../../../../bot/render/discord/texts.ts';

function flatten(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...flatten(value, `${path}${key}/`)],
    ),
  );
}
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const english = flatten(LANGUAGES.en);

describe.each(Object.entries(LANGUAGES))('the catalogue %s', (_language, texts) => {
  const own = flatten(texts);

  test('has every key, and no other', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('says something for each, with the same values to fill in', () => {
    for (const [key, text] of own) {
      expect(text === '', key).toBe(/^commands\/(?:answer|save)\/description$/.test(key));
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
    }
  });
});

test.each([
  ['de', 'de'],
  ['es-419', 'es'],
  ['pt-BR', 'pt-BR'],
  ['en-GB', 'en'],
  ['ko', 'en'],
])('Discord’s locale %s is answered in %s', (locale, language) => {
  expect(languageFor(locale)).toBe(language);
});

test('fill leaves what it has no value for', () => {
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
});
