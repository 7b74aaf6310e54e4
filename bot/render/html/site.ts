import type { Links } from './links.ts';

/** What every page says of the community and of itself. */
export interface Site {
  readonly name: string;
  /** Where people answer: `#openstack on OFTC`. */
  readonly askHumans: string | null;
  readonly links: Links;
  /** Pages are files, no server answers: the browser asks and searches by itself. */
  readonly isStatic: boolean;
  /** Verdicts on answers are kept, so they are asked for. */
  readonly keepsFeedback: boolean;
  /** There is a page of the questions that the posts leave open. */
  readonly listsGaps: boolean;
  /** Where files of the content folder are edited; the file's path follows. */
  readonly editUrl: string | null;
  /** Where one writes a post. */
  readonly writeUrl: string | null;
  /** Paths of the files that never change under their name. */
  readonly assets: Readonly<Record<AssetName, string>>;
}

/** `engine.js` answers in the browser; only a site of files needs it. */
export const ASSET_NAMES = ['page.css', 'page.js', 'engine.js', 'icon.svg'] as const;

export type AssetName = (typeof ASSET_NAMES)[number];
