import type { PostInfo } from '../../../indexer/build-index.ts';

/** For whom something is rendered, when, and how much room there is. */
export interface IrcView {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly community: {
    readonly name: string;
    /** Where people answer: `#openstack on OFTC`. */
    readonly ask_humans: string | null;
  };
  /** The web address of a post, or null: it has none that people can reach. */
  readonly linkTo: (post: PostInfo) => string | null;
  /** The nick that each reply begins with; `null` where only one person reads. */
  readonly asker: string | null;
  /** Bytes that a line may take: what the server leaves of its 512. At least 256. */
  readonly width: number;
  /** What commands begin with: `!`. */
  readonly prefix: string;
  /** Nobody who reads it can ask for the rest: it was asked elsewhere. */
  readonly isRelayed?: boolean;
}
