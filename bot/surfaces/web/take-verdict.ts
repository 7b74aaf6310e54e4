import type { Context } from 'hono';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { PostId } from '../../../indexer/types.ts';
import type { FeedbackTable } from '../../store/feedback.ts';
import type { OpenSite } from './open-site.ts';
import { refuse } from './refuse.ts';
import { sendNotice } from './serve-pages.ts';

/** Keeps what a form of our own pages says of an answer; forms of other sites are refused. */
export async function takeVerdict(
  c: Context,
  site: OpenSite,
  feedback: FeedbackTable,
  origins: ReadonlySet<string>,
  now: Date,
): Promise<Response> {
  if (!origins.has(c.req.header('origin') ?? '')) return refuse(c, 403, 'Only our own pages may send this.');
  const { question, verdict, post } = await c.req.parseBody();
  if (typeof question !== 'string' || question.trim() === '')
    return refuse(c, 400, 'The question is missing.');
  if (verdict !== 'helped' && verdict !== 'wrong') {
    return refuse(c, 400, 'The verdict is neither "helped" nor "wrong".');
  }
  const { index } = site.content.engine;
  const known = index.posts.find(({ id }) => id === post)?.id ?? null;
  feedback.add({ question, verdict, post: known as PostId | null, surface: 'web', at: toInstant(now) });
  return sendNotice(c, site, 200, 'Thank you', 'What you said of the answer was kept.');
}
