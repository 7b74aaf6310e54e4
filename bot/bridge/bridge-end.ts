import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { SearchFilters, SearchResult } from '../answer/search-posts.ts';
import type { Answer } from '../answer/types.ts';
import type { RichText } from './text/rich-text.ts';

/** Somebody on one side. */
export interface Person {
  /** Stable on that side; a nick, where there is nothing better. */
  readonly id: string;
  /** As people there see it. */
  readonly name: string;
  /** May pause the relay and mute people. */
  readonly isModerator: boolean;
}

export interface Attachment {
  readonly name: string;
  readonly url: string;
}

interface Occurrence {
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface SaidEvent extends Occurrence {
  readonly type: 'message';
  /** Of the message, on its side. */
  readonly id: string;
  readonly author: Person;
  readonly body: RichText;
  /** Said as `/me`. */
  readonly isAction: boolean;
  /** Said by a bot, as it says itself: feeds, say. */
  readonly isByBot: boolean;
  /** Said by a bot or another bridge, which nobody there can pretend to be. */
  readonly isByMachine: boolean;
  /** Whom it answers, and the message, as far as the side knows. */
  readonly replyTo: { readonly name: string | null; readonly id: string | null } | null;
  readonly attachments: readonly Attachment[];
  /** Where the whole can be read. */
  readonly url: string | null;
}

/** The bot answered somebody on a side, where everybody sees it. */
export interface Answered {
  readonly type: 'answer';
  readonly asker: string;
  /** What was asked by other means than a message, which would have been relayed; else `null`. */
  readonly question: string | null;
  readonly answer: Answer;
}

/** The bot showed somebody on a side what a command asked for, where everybody sees it. */
export interface Found {
  readonly type: 'found';
  readonly asker: string;
  /** As `Answered.question`; a command with what stands behind it. */
  readonly question: string | null;
  readonly found:
    | { readonly kind: 'posts'; readonly result: SearchResult; readonly filters: SearchFilters }
    | { readonly kind: 'events'; readonly events: readonly EventInfo[] }
    /** `opening`: the first words of the post. */
    | { readonly kind: 'post'; readonly post: PostInfo; readonly opening: string };
}

export type Reply = Answered | Found;

/** What happens on one side. */
export type BridgeEvent =
  | SaidEvent
  | (Occurrence & { readonly type: 'edit'; readonly id: string; readonly body: RichText })
  | (Occurrence & { readonly type: 'delete'; readonly id: string })
  | (Occurrence & { readonly type: 'presence'; readonly person: Person; readonly change: 'joined' | 'left' })
  | (Occurrence & Reply);

/** What is to be shown on a side, which gives it its own form. */
export type Outgoing =
  | (Pick<SaidEvent, 'type' | 'author' | 'body' | 'isAction' | 'replyTo' | 'attachments' | 'url'> & {
      /** The message that is replied to as this side has it. */
      readonly replyToId: string | null;
    })
  | {
      readonly type: 'edit';
      readonly author: Person;
      readonly before: RichText;
      readonly body: RichText;
      /** Ids, on this side, of what was relayed before. */
      readonly copies: readonly string[];
    }
  | {
      readonly type: 'delete';
      readonly author: Person;
      readonly before: RichText;
      readonly copies: readonly string[];
    }
  | {
      readonly type: 'presence';
      /** At least one. */
      readonly people: readonly Person[];
      readonly change: 'joined' | 'left';
      readonly from: string;
    }
  | Reply
  /** The bridge's own words. */
  | { readonly type: 'notice'; readonly text: string };

export interface EndListener {
  onEvent(event: BridgeEvent): void;
  /** The side can be written to again. */
  onUp(): void;
}

/** One side of a bridge: a channel. Events come in order, and never for what was sent through `send`. */
export interface BridgeEnd {
  /** `irc:oftc/#openstack` */
  readonly id: string;
  /** As people know it: `#openstack on oftc`. */
  readonly name: string;
  listen(listener: EndListener): void;
  /**
   * False: the side is away, try again once it is up. `onNamed` is called with the id of each message that it
   * became there, then or later, where the side names messages.
   * @throws Error when the side can't take it at all.
   */
  send(outgoing: Outgoing, onNamed: (id: string) => void): Promise<boolean>;
}
