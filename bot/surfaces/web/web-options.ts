import type { PostInfo } from '../../../indexer/build-index.ts';
import type { Engine } from '../../answer/engine.ts';
import type { GapGroup } from '../../gaps/group-gaps.ts';
import type { NoteGap } from '../../note-gaps.ts';
import type { FeedbackTable } from '../../store/feedback.ts';

/** What the pages are made of, whether they are served or written. */
export interface SiteOptions {
  /** Where people reach the site: `https://example.org/almanac`. */
  readonly baseUrl: string;
  readonly editUrl: string | null;
  readonly writeUrl: string | null;
  readonly community: { readonly name: string; readonly ask_humans: string | null };
  /** Called for each request, so that content can change. */
  readonly engine: () => Engine;
  /** Gives the Markdown of a post. @throws Error when its file can't be read any more. */
  readonly readBody: (post: PostInfo) => Promise<string>;
  /** Where verdicts are kept; null: they are not asked for. */
  readonly feedback: FeedbackTable | null;
  /** What the posts leave open, the most wanted first; null: it is not known. */
  readonly listGaps: (() => readonly GapGroup[]) | null;
  /** YYYY-MM-DD in the community's zone. */
  readonly today: () => string;
}

/** All that the web surface is handed. */
export interface WebOptions extends SiteOptions {
  /** Origins whose pages may read `/api/`; `*` stands for any. */
  readonly cors: readonly string[];
  /** Requests a minute from one address that are worked on (questions, searches, the API); 0: any number. */
  readonly rateLimit: number;
  /** Believe `X-Forwarded-For` as to who asks. */
  readonly trustsProxy: boolean;
  readonly now: () => Date;
  readonly noteGap: NoteGap;
  /** Told of what went wrong inside, one line each. */
  readonly log: (line: string) => void;
}
