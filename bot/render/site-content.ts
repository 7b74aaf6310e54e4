import type { PostInfo } from '../../indexer/build-index.ts';
import type { Engine } from '../answer/engine.ts';
import type { Catalogue } from './catalogue.ts';
import type { Site } from './html/site.ts';

/** All that the pages, feeds and files of one day are made of. */
export interface SiteContent {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  /** Questions that the content answers, to begin with. */
  readonly examples: readonly string[];
  /** YYYY-MM-DD */
  readonly today: string;
  readonly site: Site;
  /** Gives the Markdown of a post. @throws Error when its file can't be read any more. */
  readonly readBody: (post: PostInfo) => Promise<string>;
}
