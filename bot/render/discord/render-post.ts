import type { PostInfo } from '../../../indexer/build-index.ts';
import { ageOf, authorsOf, titleLink } from './cite-post.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, payload } from './payload.ts';
import { openButton } from './render-answer.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

const LONGEST_SUMMARY = 1000;
const LONGEST_TAGS = 300;

/** A post as a card: title, who and when, its summary (or `opening`, its first words), series, tags. */
export function renderPost(post: PostInfo, opening: string, view: View): DiscordPayload {
  const { series } = post;
  const part =
    series === null
      ? []
      : [fill(textsOf(view).part, { part: series.part, series: escapeMarkdown(clipLine(series.name, 100)) })];
  const tags = escapeMarkdown(clipLine(post.tags.join(', '), LONGEST_TAGS));
  return payload(
    {
      description: [
        titleLink(post, view),
        [authorsOf(post, view), ageOf(post, view), ...part].join(' · '),
        `> ${escapeMarkdown(clipLine(post.summary ?? opening, LONGEST_SUMMARY))}`,
        ...(tags === '' ? [] : [tags]),
      ].join('\n'),
    },
    openButton(post, view),
  );
}
