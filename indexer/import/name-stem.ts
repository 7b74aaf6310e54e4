import { createHash } from 'node:crypto';
import type { Instant } from '../types.ts';

/** With the date and a number behind it, a stem stays below the 120 characters of an id. */
const LONGEST_SLUG = 80;

/** Letters that no accent can be taken from. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

/**
 * The stem of a post's file, which is its id: `2017-05-25-diggin-the-kernel`. It depends on the date and the
 * title alone; a title without a letter from A to Z or a digit gives its hash.
 */
export function nameStem(published: Instant, title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[ßæœøđðłıþ]/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘`]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(title).digest('hex').slice(0, 8);
  return `${published.slice(0, 10)}-${cutAtHyphen(slug) || `post-${hash}`}`;
}

function cutAtHyphen(slug: string): string {
  if (slug.length <= LONGEST_SLUG) return slug;
  const end = slug.lastIndexOf('-', LONGEST_SLUG);
  return slug.slice(0, end > LONGEST_SLUG / 2 ? end : LONGEST_SLUG);
}
