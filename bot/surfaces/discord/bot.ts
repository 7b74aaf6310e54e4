import type { Engine } from '../../answer/engine.ts';
import type { Reply } from '../../bridge/bridge-end.ts';
import type { GapGroup } from '../../gaps/group-gaps.ts';
import type { NoteGap } from '../../note-gaps.ts';
import type { DraftDesk } from '../../publish/draft-desk.ts';
import type { Language } from '../../render/discord/texts.ts';
import type { View } from '../../render/discord/view.ts';
import type { Store } from '../../store/open-store.ts';
import type { QuestionLimits } from './limit-questions.ts';
import type { RecentAnswers } from './recent-answers.ts';
import type { RecentSet } from './recent-set.ts';
import type { Turns } from './turns.ts';

/** All that answering on Discord works with, handed in at the start. */
export interface Bot {
  /** Called anew for each question: the index may have been changed for a newer one. */
  readonly engine: () => Engine;
  readonly viewFor: (language: Language) => View;
  /** `null`: nothing can be kept just now. */
  readonly store: Store | null;
  /** The open gaps; none without a store. */
  readonly listGaps: () => readonly GapGroup[];
  readonly noteGap: NoteGap;
  /** Where contributions go; `null`: none are taken. */
  readonly desk: DraftDesk | null;
  /** Ids of roles that may decide about drafts. */
  readonly moderatorRoles: readonly string[];
  /** What was asked about and agreed to: nobody is asked twice, and nothing is kept twice. */
  readonly asked: RecentSet;
  /** May this person be asked for consent once more? */
  readonly mayAsk: (person: string) => Promise<boolean>;
  /** Where one writes a new post. */
  readonly writeUrl: string | null;
  /** Ids of channels that the configuration names: questions there are answered unasked. */
  readonly questionChannels: ReadonlySet<string>;
  readonly canReadChannels: boolean;
  /** Told of each reply that everybody in the channel sees, once it was sent. */
  readonly onReplied: (channel: string, reply: Reply) => void;
  /** Who got a direct message since the start: they take them. */
  readonly reached: RecentSet;
  readonly turns: Turns;
  readonly limits: QuestionLimits;
  readonly recent: RecentAnswers;
  /** Messages and interactions that were taken up: a gateway may tell of one twice. */
  readonly seen: RecentSet;
  /** Verdicts given, by message and person. */
  readonly verdicts: RecentSet;
  /** How often each post, by id, was quoted first. */
  readonly timesAsked: Map<string, number>;
  /** The last question of each person in direct messages, so that a follow-up keeps its topic. */
  readonly lastAsked: Map<string, string>;
  /** The community's time zone, for people who named none. */
  readonly zone: string;
  readonly now: () => Date;
  /** A short id that is new each time, for people to quote and for the log. */
  readonly newId: () => string;
  readonly log: (line: string) => void;
}
