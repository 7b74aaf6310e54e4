/*
 * How sentences name events. No pattern runs over an endless sentence: `readPostEvents` leaves those out.
 */

const CAPITAL = String.raw`(?:\p{Lu}[\p{L}\p{N}&+-]*(?:\.\p{L}+)*|\p{Ll}{1,4}\p{Lu}[\p{L}\p{N}-]*)(?:['’]s)?`;
export const YEAR = String.raw`(?:19|20)\d\d`;
const PROPER_HEADS =
  'Summits?|Conference|Congress|Symposium|Gathering|Expo|Hackathon|Hackfest|Meetup|Workshop|Bootcamp|Camp|Fest|Days?|Webinar|Meetings?|Party';
const PLAIN_HEADS =
  'meetings?|call|session|party|congress(?:es)?|conferences?|test days?|webinar|meetup|workshop|hackathon|hackfest|sprint|gathering|reception|dinner|bof';
const TAIL = `(?:[ ,]+(?:${CAPITAL}|${YEAR}))`;
const IN = String.raw`(?:,? (?:(?:was |is |will be |being )?(?:held |hosted )?(?:last \w+,? )?(?:recently )?(?:took place )?)?(?:in|at) ((?:${CAPITAL})(?: ${CAPITAL})*(?:, ${CAPITAL}(?: ${CAPITAL})?)*))`;

/** `2017 Open edX Conference`, `OpenStack Summit Boston 2017`, `PTG in Atlanta`. */
export const properPattern = (acronyms: string) =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}@#/.-])((?:${YEAR} )?(?:(?:${CAPITAL})(?: \([^()]{2,80}\))? ){0,6})(${PROPER_HEADS}${acronyms})(?![\p{L}\p{N}-])(${TAIL}{0,3})${IN}?`,
    'gu',
  );
/** `PyCon`, `DebConf 17`: the ending says what it is. */
export const ENDING = new RegExp(
  String.raw`(?<![\p{L}\p{N}@#/.-])(\p{Lu}[\p{L}\p{N}]*(?:\p{Ll}Con|\p{Ll}Conf|Fest)|[A-Z]{2,}CON|FOSDEM)(?![\p{L}\p{N}-])(${TAIL}{0,2})${IN}?`,
  'gu',
);
/** `event called OpenDev`. */
export const CALLED = new RegExp(
  String.raw`\b(event|conference|summit|meetup|workshop|gathering)s? (?:called|named|dubbed|known as) [“"‘']?((?:${CAPITAL})(?: (?:${CAPITAL}))*)`,
  'gu',
);
/** `in Denver for the PTG`. */
export const PLACE_FIRST = (acronyms: string) =>
  new RegExp(
    String.raw`\bin ((?:${CAPITAL})(?: ${CAPITAL})?) for (?:the |a |an )?(?:next )?((?:${CAPITAL} ){0,3})(${PROPER_HEADS}${acronyms})(?![\p{L}\p{N}-])`,
    'gu',
  );
/** What may follow a plain head; another noun makes it a part of something else: `SSH session bug`. */
const NO_NOUN = String.raw`(?=[.,;:!?)]|$| (?:at|in|on|that|which|was|is|are|will|had|has|takes?|took|held|with|about|starts?|began|begins|during|and|for|every|to|from|where|next|last|this|tomorrow|yesterday)\b)`;
/** `StackCity party`, `Telemetry on-boarding session`, `open cloud congresses`. */
export const PLAIN = new RegExp(
  String.raw`(?<![\p{L}\p{N}@#/.-])((?:${CAPITAL} ){1,4}(?:[\p{Ll}]+(?:-[\p{Ll}]+)* ){0,2})(${PLAIN_HEADS})${NO_NOUN}`,
  'gu',
);
export const RARE_PLAIN = /\b((?:\p{Ll}+ ){1,2})(congress(?:es)?)\b/gu;
/** `RDO organizes test days`. */
export const ORGANIZED = new RegExp(
  String.raw`(${CAPITAL}) (?:organi[sz]es|holds|hosts|runs) (?:an? |the |its |regular |weekly |monthly |yearly |annual )*((?:\p{Ll}+ )?(?:${PLAIN_HEADS}))(?![\p{L}\p{N}-])`,
  'gu',
);
/** `see you at PyData Berlin 2019, July 5`: somewhere to go, with a day behind it. */
export const VISIT = new RegExp(
  String.raw`\b(?:[Jj]oin us at|[Jj]oin|[Ss]ee you at|[Mm]eet us at|[Aa]ttend(?:ing)?|[Ss]peak(?:ing)? at|going to|headed to) (?:the )?((?:${CAPITAL})(?: (?:${CAPITAL})){0,3}(?: ${YEAR})?),? (?:on |from )?(?=(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d)`,
  'gu',
);
export const REGULARLY =
  /\b(?:weekly|biweekly|fortnightly|monthly|every (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b/i;
