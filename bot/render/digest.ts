import type { Digest } from '../answer/make-digest.ts';
import { describeWhen } from './describe-event.ts';
import { clean } from './terminal.ts';

/** A digest as lines of plain text, headings included; a medium adds its own marks. */
export function renderDigest({ since, until, posts, events, questions, more }: Digest): string[] {
  const plain = (text: string) => clean(text).replace(/\s+/g, ' ');
  const list = (heading: string, items: readonly string[], left: number) =>
    items.length === 0
      ? []
      : ['', heading, ...items.map((item) => `- ${item}`), ...(left > 0 ? [`  and ${left} more`] : [])];
  return [
    `${since} to ${until}`,
    ...list(
      'New posts',
      posts.map(({ title, author, url }) => [plain(title), plain(author), ...(url ? [url] : [])].join(', ')),
      more.posts,
    ),
    ...list(
      'Coming events',
      events.map((event) => {
        const state = event.status === 'confirmed' ? '' : ` (${event.status})`;
        const where = event.place ?? (event.online ? 'online' : null);
        const when = describeWhen(event, until);
        return [`${plain(event.name)}${state}`, when, ...(where === null ? [] : [plain(where)])].join(', ');
      }),
      more.events,
    ),
    ...list('Open questions', questions.map(plain), more.questions),
  ];
}
