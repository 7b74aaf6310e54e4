import { webAddress } from '../../indexer/front-matter-fields.ts';
import { draftContent, type Draft as ContentFile } from '../../indexer/new/draft-content.ts';
import type { Instant } from '../../indexer/types.ts';
import type { Draft } from './types.ts';

/** The content file that a draft becomes when it is published `now`, with its faults. */
export function toPost({ title, author, tags, source, text }: Draft, now: Instant): ContentFile {
  const digested =
    source === null
      ? undefined
      : webAddress.safeParse(source).success
        ? { title: source, url: source }
        : { title: source };
  return draftContent('post', { title, author, published: now, tags, source: digested }, text, now);
}
