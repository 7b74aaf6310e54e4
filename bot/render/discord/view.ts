import type { PostInfo } from '../../../indexer/build-index.ts';
import { LANGUAGES, type Language, type Texts } from './texts.ts';

/** For whom something is rendered, and when. */
export interface View {
  readonly language: Language;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly community: {
    readonly name: string;
    /** Where people answer: `#openstack on OFTC`. */
    readonly ask_humans: string | null;
  };
  /** The web address of a post, or null: it has none that people can reach. */
  readonly linkTo: (post: PostInfo) => string | null;
}

export function textsOf(view: View): Texts {
  return LANGUAGES[view.language];
}
