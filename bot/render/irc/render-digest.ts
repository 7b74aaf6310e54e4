import type { Digest } from '../../answer/make-digest.ts';
import type { Notice } from '../reminder.ts';
import { citePost, clip } from './cite-post.ts';
import { renderEvent } from './render-events.ts';
import type { IrcView } from './view.ts';

/** Of each list; a channel is not to be talked over. */
const MOST = 3;

/** A digest in few lines: how many of everything, then the newest posts, the next events, the first questions. */
export function renderDigest(digest: Digest, view: IrcView): Notice {
  const { since, until, posts, events, questions, more } = digest;
  const counts = [
    count(posts.length + more.posts, 'new post'),
    count(events.length + more.events, 'coming event'),
    count(questions.length + more.questions, 'open question'),
  ].flatMap((part) => part ?? []);
  const lines = [
    ...posts.slice(0, MOST).map((post) => citePost(post, null, view)),
    ...events.slice(0, MOST).map((event) => renderEvent(event, view)),
    ...questions.slice(0, MOST).map((question) => `? ${clip(question, view.width * 0.8)}`),
  ];
  return {
    label: `${clip(view.community.name, view.width * 0.3)}, ${since} to ${until}`,
    text: `: ${counts.join(', ')}${lines.map((line) => `\n${line}`).join('')}`,
  };
}

function count(number: number, noun: string): string | null {
  return number === 0 ? null : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
