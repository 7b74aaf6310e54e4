import { todayIn } from './commands/open-content.ts';
import type { Config } from './config.ts';
import { linkToPost } from './link-to-post.ts';
import type { Language } from './render/discord/texts.ts';
import type { View } from './render/discord/view.ts';

/** How Discord is shown something now; `today` (YYYY-MM-DD) instead of the day that it is. */
export function viewFor(language: Language, config: Config, today: string | undefined): View {
  return {
    language,
    today: today ?? todayIn(config.community.timezone, new Date()),
    community: config.community,
    linkTo: (post) => linkToPost(post, config.web),
  };
}
