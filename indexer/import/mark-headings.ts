import type { Block, Prose } from './blocks.ts';
import { hasCodeSigns } from './line-shapes.ts';
import { isDay } from './parse-by-line.ts';

const LONGEST = 120;
const LONGEST_QUESTION = 160;
const MOST_WORDS = 12;
const MOST_WORDS_IN_TITLE_CASE = 20;
const MOST_WORDS_IN_QUESTION = 25;
const MOST_WORDS_IN_FIRST = 5;
/** Prose of that length, or with the end of a sentence, is text that can stand below a heading. */
const SUBSTANTIAL = 60;

const NO_HEADING =
  /^(?:note|tip|hint|warning|caution|update|edit|ps|p\.s\.|tl;dr|source|via)\b\s*[:\-–]|^[([—–•*]|@| \/\/ /i;
const CREDIT = /^(?:(?:cover|featured|header|lead)\s+)?(?:photo|image|picture|illustration)s?\b/i;
/** Of a dialogue (`Jane: How so?`), of several sentences, or carrying on what was said before. */
const NO_QUESTION = /^\p{Lu}\w{1,20}: |[.!?]["”’)]* \p{Lu}|^(?:So|But|And|Or|Now|Then|Well)\b/u;
const ASKS =
  /^(?:How|What|Who|Whom|Whose|Where|When|Why|Which|Is|Are|Was|Were|Do|Does|Did|Can|Could|Will|Would|Should|Have|Has|Am)\b/;
/** The line with which feeds of WordPress end. */
const FEED_ENDING =
  /^The post .* (?:appeared first on|first appeared on)\b|^This (?:post|article) (?:first|originally) appeared\b/;

/**
 * Makes headings of short lines that stand alone above text. In doubt a line stays prose: a false heading
 * puts what follows under a wrong name. A heading right below another is one level deeper; deeper levels
 * can't be seen in plain text.
 */
export function markHeadings(blocks: readonly Block[]): Block[] {
  const isHeading: boolean[] = blocks.map(() => false);
  let hasLaterHeading = false;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block?.kind !== 'prose') continue;
    const next = blocks[at + 1];
    if (block.isMarkedHeading) {
      isHeading[at] = true;
    } else if (block.place === 'alone') {
      const isFirstAndUnsure = at === 0 && !(hasLaterHeading && isShortAndPlain(block.text));
      isHeading[at] =
        !isFirstAndUnsure &&
        looksLikeHeading(block.text) &&
        headsText(block, blocks, at, isHeading[at + 1] ?? false);
    } else if (block.place === 'above') {
      isHeading[at] =
        at > 0 &&
        isShortAndPlain(block.text) &&
        looksLikeHeading(block.text) &&
        next?.kind === 'prose' &&
        next.text.length >= 100;
    }
    hasLaterHeading ||= isHeading[at] === true;
  }

  let level = 1;
  return blocks.map((block, at) => {
    if (block.kind !== 'prose' || isHeading[at] !== true) return block;
    level = isHeading[at - 1] === true ? Math.min(level + 1, 6) : 2;
    return { kind: 'heading', level, text: block.text };
  });
}

/** Whether a line reads as a heading, wherever it stands. */
export function looksLikeHeading(text: string): boolean {
  const isQuestion = /[?？]["”’)]*$/u.test(text);
  if (
    text.length > (isQuestion ? LONGEST_QUESTION : LONGEST) ||
    isDay(text) ||
    NO_HEADING.test(text) ||
    CREDIT.test(text)
  )
    return false;
  if (!/^["“'‘]?[\p{Lu}\p{Lo}\p{N}]/u.test(text)) return false;
  const words = text.split(/\s+/);
  const capitals = words.filter((word) => /^["“‘(]*[\p{Lu}\p{N}]/u.test(word)).length;
  if (isQuestion) {
    if (words.length > MOST_WORDS_IN_QUESTION || NO_QUESTION.test(text)) return false;
    return ASKS.test(text) || words.length <= 8 || capitals / words.length >= 0.5;
  }
  if (/(?:…|\.\.\.)$/u.test(text)) return words.length <= 6;
  // What stands in brackets at the end is a remark, and may end as it likes.
  const bare = text.replace(/(\S) \([^()]*\)$/u, '$1');
  if (/[.,;:!。：！、]["”’)\]]*$/u.test(bare)) return false;
  if (/[.!?]["”’)]* \p{Lu}\S* \S+ \S+/u.test(bare) && !/ by \S/.test(text)) return false;
  if (words.length <= MOST_WORDS) return words.length > 1 || !hasCodeSigns(text);
  const isTitleByName = /\sby \S+(?: \S+){0,7}$/.test(text);
  return words.length <= MOST_WORDS_IN_TITLE_CASE && (capitals / words.length >= 0.5 || isTitleByName);
}

/** Whether what stands below can belong to a heading. */
function headsText({ text }: Prose, blocks: readonly Block[], at: number, isNextHeading: boolean): boolean {
  const next = blocks[at + 1];
  if (next === undefined || next.kind === 'code' || next.kind === 'heading') return false;
  if (isNextHeading) return !/\?$/.test(text);
  if (next.kind !== 'prose') return true;
  if (isDay(next.text) || CREDIT.test(next.text) || FEED_ENDING.test(next.text)) return false;
  const isIntroduction = blocks[at + 2]?.kind === 'code';
  return isIntroduction || next.text.length >= SUBSTANTIAL || /[.!?…:]["”’)\]]*$/u.test(next.text);
}

function isShortAndPlain(text: string): boolean {
  return text.split(/\s+/).length <= MOST_WORDS_IN_FIRST && !/[\d,:;@–—]| - /.test(text);
}
