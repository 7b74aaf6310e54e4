import { fold, termsOf } from '../../indexer/text-pipeline.ts';
import { FUNCTION_WORDS, kindOf, LIGHT_WORDS } from './question-words.ts';
import { type EventSpan, readEventSpan } from './read-event-span.ts';

/** What a question asks of a calendar. */
export interface EventQuestion {
  /**
   * How plainly it asks for events: `events` when it wants some listed or dated, `mention` when it only
   * names something that may be one (what, other), `none` for why, how and who.
   */
  readonly intent: 'events' | 'when-where' | 'mention' | 'none';
  /** What events must be about; terms of the text pipeline. */
  readonly terms: readonly string[];
  /** The same as words, which may be the name of an event. */
  readonly named: string;
  readonly span: EventSpan | null;
  /** An event by which the wanted ones are told: `the next summit after Boston`. */
  readonly anchor: { readonly side: 'after' | 'before'; readonly terms: readonly string[] } | null;
  readonly direction: 'coming' | 'past' | null;
  /** The tense of its verb, weaker than a direction: `was`, `is`. */
  readonly tense: 'coming' | 'past' | null;
  /** The next or the last one alone. */
  readonly wantsOne: boolean;
  readonly online: boolean | null;
  readonly status: 'cancelled' | 'tentative' | null;
}

const EVENT_WORDS =
  /\b(?:events?|conferences?|summits?|meetups?|meetings?|gatherings?|hackathons?|workshops?|webinars?|calendar|(?:going|happening|what'?s|whats) on)\b/;
/** Whatever happens in a span of days is an event. */
const HAPPENS = /\bhappen(?:s|ed|ing)?\b/;
const ANCHOR = /\b(?<side>after|following|before|since) (?:the )?(?<event>[^?.!,;]+)/;
/** `OpenStack Day` is an event, `which day` is none. */
const NAMED_DAY =
  /\b(?!(?:what|which|many|every|each|per|one|two|\d+|next|last|few|this|that|first|same|the|a|of|all)\b)[\p{L}-]+ days?\b/u;
/** Said of any event, so that they tell none apart. */
const GENERAL_WORDS = new Set(
  (
    'event events calendar held hold take taking took place places venue location city country date dates upcoming coming future ' +
    'past previous recent since before after within during starts start started begin begins began end ends ended scheduled ' +
    'schedule planned planning happening going today tonight tomorrow yesterday week weekend month online virtual virtually ' +
    'remote remotely cancelled canceled tentative confirmed listed list know attend near person'
  ).split(' '),
);
const COMING = /\b(?:next|upcoming|coming|future|soon|planned|scheduled)\b/;
/** `does it last?` looks at no past. */
const PAST = /\b(?:last(?!\s*(?:[?.!]|$|for\b|from\b|until\b))|past|previous|recent|ago)\b/;
const ONE =
  /\b(?:next|last|previous|most recent) (?!events\b|conferences\b|summits\b|meetings\b|meetups\b|\d|few\b|couple\b)/;
const LISTING =
  /\b(?:which|any|list|show|are there|is there|upcoming|calendar|how long|how many days|happening|going on|what'?s on|whats on|next|last|previous)\b/;
const DATE_ANNOUNCED = /\bdates? (?:been |is |was )?announced\b|\bannounced dates?\b/g;

/** Reads a question as one about events, relative to `today`. O(question). */
export function readEventQuestion(question: string, today: string): EventQuestion {
  const text = fold(question).replace(DATE_ANNOUNCED, ' ').trim();
  const kind = kindOf(text);
  const tense = tenseOf(text);
  const span = readEventSpan(text, today, directionOf(text) ?? tense ?? 'coming');
  const anchored = span === null ? ANCHOR.exec(text) : null;
  const anchorTerms = contentTerms(anchored?.groups?.event ?? '');
  const rest = text.replace(span?.words ?? (anchorTerms.length > 0 ? (anchored?.[0] ?? '') : ''), ' ');
  const direction = directionOf(rest);
  const named = contentWords(rest).join(' ');
  const terms = contentTerms(rest);
  const hasWord = EVENT_WORDS.test(text) || (span !== null && terms.length === 0 && HAPPENS.test(text));
  const asksToList = LISTING.test(rest) || span !== null || kind === 'other';
  const isAbout = kind !== 'why' && kind !== 'who' && kind !== 'how';
  const whenWhere = kind === 'when' || kind === 'where';
  return {
    intent: !isAbout
      ? 'none'
      : hasWord && (whenWhere || asksToList)
        ? 'events'
        : whenWhere || direction !== null
          ? 'when-where'
          : 'mention',
    terms,
    named,
    span,
    anchor:
      anchorTerms.length === 0
        ? null
        : { side: anchored?.groups?.side === 'before' ? 'before' : 'after', terms: anchorTerms },
    direction,
    tense,
    wantsOne: direction !== null && ONE.test(rest),
    online: /\b(?:online|virtual(?:ly)?|remote(?:ly)?)\b/.test(text)
      ? true
      : /\bin person\b/.test(text)
        ? false
        : null,
    status: /\bcancell?ed\b/.test(text) ? 'cancelled' : /\btentative\b/.test(text) ? 'tentative' : null,
  };
}

function directionOf(text: string): 'coming' | 'past' | null {
  if (COMING.test(text)) return 'coming';
  return PAST.test(text) ? 'past' : null;
}

function tenseOf(text: string): 'coming' | 'past' | null {
  if (/\b(?:was|were|did|took|happened|been)\b/.test(text)) return 'past';
  return /\b(?:is|are|will|does|do|when's|where's|going to)\b/.test(text) ? 'coming' : null;
}

function contentTerms(text: string): string[] {
  return [...new Set(termsOf(contentWords(text).join(' ')))];
}

function contentWords(text: string): string[] {
  const words = text
    .split(/[^\p{L}\p{N}'-]+/u)
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '')
    .filter((word) => !FUNCTION_WORDS.has(word) && !LIGHT_WORDS.has(word) && !GENERAL_WORDS.has(word));
  return NAMED_DAY.test(text) ? [...words, 'day'] : words;
}
