/**
 * The nouns of Almanac. Data flows one way: file → Post or Event → Passage → Index.
 */

declare const postIdBrand: unique symbol;

/** A post's id: the stem of its file, or `id` in its front matter. */
export type PostId = string & { readonly [postIdBrand]: true };

/** An instant as ISO 8601 in UTC with seconds: `2017-05-25T19:46:00Z`. */
export type Instant = string;

/** What a post digests: the work that the facts come from. Unknown is `null`, never invented. */
export interface Source {
  readonly title: string;
  readonly author: string | null;
  readonly blog: string | null;
  readonly published: Instant | null;
  readonly url: string | null;
}

/** Part `part` (1-based) of the posts that carry the same series `name`. */
export interface Series {
  readonly name: string;
  readonly part: number;
}

/** One Markdown file of `posts/`, its front matter validated. */
export interface Post {
  readonly id: PostId;
  readonly title: string;
  readonly author: string;
  readonly published: Instant;
  readonly blog: string | null;
  readonly url: string | null;
  readonly updated: Instant | null;
  readonly tags: readonly string[];
  readonly series: Series | null;
  readonly license: string | null;
  readonly sources: readonly Source[];
  readonly summary: string | null;
  /** Other names that people ask for it by. */
  readonly aliases: readonly string[];
  /** What its advice holds for: `Ocata`, `RHEL 7`. */
  readonly appliesTo: readonly string[];
  /** The post that says it better today. */
  readonly supersededBy: PostId | null;
  /** Path inside the content folder, with `/`: `posts/2017/arp.md`. */
  readonly file: string;
  /** The Markdown below the front matter. */
  readonly body: string;
  /** The 1-based line of the file on which `body` begins. */
  readonly bodyLine: number;
}

export type EventStatus = 'confirmed' | 'tentative' | 'cancelled';

/** One Markdown file of `events/`, its front matter validated. */
export interface Event {
  readonly id: string;
  readonly name: string;
  /** A day, `2017-11-06`, or an instant, `2017-11-06T08:00:00Z`; `null` while no date is announced. */
  readonly start: string | null;
  /** The last day (inclusive) or the instant of the end, of the same form as `start`. */
  readonly end: string | null;
  /** IANA name of the zone in which the event is held: `Australia/Sydney`. */
  readonly timezone: string | null;
  readonly place: string | null;
  readonly online: boolean | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  /** What sort of event it is, in the community's own word: `conference`, `meeting`. */
  readonly kind: string | null;
  /** The chat channel in which it is held: `oftc/#openstack-meeting`, or a Discord channel's id. */
  readonly channel: string | null;
  /** How it recurs from `start` on, as RFC 5545 has it: `FREQ=WEEKLY;BYDAY=TH`. */
  readonly rrule: string | null;
  /** Days in its time zone, `2017-12-28`, on which a recurring event is not held. */
  readonly exdates: readonly string[];
  /** By what calendars know it; `null`: by its id. */
  readonly uid: string | null;
  /** How often it was changed since a calendar first held it, as far as its file knows. */
  readonly sequence: number;
  /** Ids of the posts that speak of it. */
  readonly sources: readonly string[];
  readonly status: EventStatus;
  readonly file: string;
  readonly body: string;
  readonly bodyLine: number;
}

/** What is wrong with a file, where, and how to mend it. */
export interface Fault {
  /** `error`: the file is left out of the index; `warning`: it is indexed all the same. */
  readonly severity: 'error' | 'warning';
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong: `"published" is not a date: "2017-13-01"`. */
  readonly message: string;
  /** The mend: `write 2017-05-25T19:46:00Z`. */
  readonly hint: string | null;
}

/** Everything read from a content folder. `faults` includes those of the files that were left out. */
export interface Content {
  readonly posts: readonly Post[];
  readonly events: readonly Event[];
  readonly faults: readonly Fault[];
}

/** What a block of a passage is made of, which decides how it may be quoted. */
export type BlockKind = 'prose' | 'item' | 'code' | 'row' | 'quotation';

/**
 * A sentence of prose, or a whole list item, table row or block of code: `text.slice(start, end)` of
 * its passage is found in lines `firstLine` to `lastLine` (1-based, inclusive) of the post's file
 * once Markdown markup and line breaks are folded away.
 */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Ordinal of its block (paragraph, item, fence, row) within the passage; quotes do not cross blocks. */
  readonly block: number;
  readonly kind: BlockKind;
}

/** The unit that is searched: a few paragraphs under one heading, with the lists and code that they introduce. */
export interface Passage {
  readonly post: PostId;
  /** Path of headings from the top of the post down to the passage, without markup. */
  readonly heading: readonly string[];
  /** First and last line (1-based, inclusive) in the post's file. */
  readonly lines: readonly [number, number];
  /** Plain text, without Markdown markup; never empty. Blocks stand apart by line breaks. */
  readonly text: string;
  /** In the order of the text, never empty. */
  readonly sentences: readonly Sentence[];
}
