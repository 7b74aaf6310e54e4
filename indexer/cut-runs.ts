import { WHITE_SPACE } from './white-space.ts';

/** What never stands in a run: white space, and marks that no word holds. */
const SEPARATORS = `${WHITE_SPACE}"“”„«»()[]{}<>,;!?|*…—–`;

/** A table by code unit: each character of a text is looked up here, so it must not cost a comparison a mark. */
const isSeparator = new Uint8Array(0x10000);
for (const character of SEPARATORS) isSeparator[character.charCodeAt(0)] = 1;

const HYPHEN = '-'.charCodeAt(0);
const GREATER = '>'.charCodeAt(0);
/** What an arrow of C leads to belongs to the run: `n->updated`. */
const ARROWS = /^(?:->[\p{L}\p{N}_]+)+/u;

/**
 * Cuts a text into runs, out of which words are read: as long as they can be without white space and without
 * quotes, brackets and the like. Tells [start, end) of each. Only what is from `first` to before `behind` is looked at. O(text).
 */
export function cutRuns(
  text: string,
  tell: (start: number, end: number) => void,
  first = 0,
  behind = text.length,
): void {
  for (let at = first; at < behind; ) {
    const start = at;
    let isArrow = false;
    for (; at < behind; at++) {
      const code = text.charCodeAt(at);
      isArrow = code === HYPHEN && at + 1 < behind && text.charCodeAt(at + 1) === GREATER;
      if (isArrow || isSeparator[code] === 1) break;
    }
    if (at === start) {
      at++;
      continue;
    }
    if (isArrow) at = findArrowsEnd(text, at, behind);
    tell(start, at);
  }
}

/** Where the arrows that stand at `at`, and what they lead to, end. */
function findArrowsEnd(text: string, at: number, behind: number): number {
  const arrows = ARROWS.exec(text.slice(at, behind));
  return arrows === null ? at : at + arrows[0].length;
}
