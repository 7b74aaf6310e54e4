import type { Index } from '../../indexer/open-index.ts';
import { fold, stem, type Token, tokenize } from '../../indexer/text-pipeline.ts';
import type { Form } from './parse-question.ts';
import { FRAMING_WORDS, FUNCTION_WORDS, LIGHT_WORDS } from './question-words.ts';

/** A word of a question that says what it is about. */
export interface Word {
  /** As typed. */
  readonly surface: string;
  /** Ways of writing it, the typed one first. */
  readonly forms: readonly Form[];
  /** Nearly every post could answer to it. */
  readonly light: boolean;
  /** It asks for something to read, whatever about. */
  readonly framing: boolean;
  /** Written with a capital, though no sentence begins with it, or in capitals. */
  readonly capital: boolean;
}

/** A compound's parts, found apart, are nearly as good as the compound. */
const COMPOUND_PARTS = 0.9;
/** Words of a name that the community also says otherwise. */
const LONGEST_WORDING = 6;

/** The words of a question that are not there only to ask; neighbours that the index knows as one word are joined. */
export function readWords(
  text: string,
  index: Index,
  isWanted: (surface: string) => boolean = (surface) => !isFunctionWord(surface),
): Word[] {
  const words: Word[] = [];
  let tokens: Token[] = [];
  const close = () => {
    if (!tokens[0]) return;
    const word = toWord(text, tokens[0], tokens.slice(1));
    const isKnown = word.forms.some(({ terms }) => terms.every((term) => index.frequency(term) > 0));
    const parts = tokens.filter(({ role }) => role === 'part');
    // Nobody wrote "win2016", but somebody may have written "Windows" and "2016".
    const read = isKnown || parts.length < 2 ? [word] : parts.map((part) => toWord(text, part, []));
    words.push(...read.filter(({ surface }) => isWanted(surface)));
  };
  for (const token of tokenize(text)) {
    if (token.role === 'word') {
      close();
      tokens = [];
    }
    tokens.push(token);
  }
  close();
  return joinWordings(joinNeighbours(words, index), index);
}

function toWord(text: string, token: Token, inside: readonly Token[]): Word {
  const surface = text.slice(token.start, token.end);
  const joined = inside
    .filter(({ role }) => role === 'joined')
    .map(({ term }) => ({ terms: [term], weight: 1 }));
  const parts = inside.filter(({ role }) => role === 'part').map(({ term }) => term);
  return {
    surface,
    forms: [
      { terms: [token.term], weight: 1 },
      ...joined,
      ...(parts.length > 0 ? [{ terms: parts, weight: COMPOUND_PARTS }] : []),
    ],
    framing: FRAMING_WORDS.has(plain(surface)),
    light:
      LIGHT_WORDS.has(plain(surface)) ||
      FRAMING_WORDS.has(plain(surface)) ||
      /^\p{L}{3,}ly$/u.test(plain(surface)),
    capital: isCapital(text, token),
  };
}

function isFunctionWord(surface: string): boolean {
  // "IT" and "US" in capitals are names, "it" and "us" are not.
  return !/^[A-Z]{2,3}$/.test(surface) && FUNCTION_WORDS.has(plain(surface));
}

function isCapital(text: string, { start, end }: Token): boolean {
  const surface = text.slice(start, end);
  if (/\p{Lu}.*\p{Lu}/u.test(surface)) return true;
  const insideSentence = /[\p{L}\p{N},;:)"'-]\s+$/u.test(text.slice(0, start));
  return insideSentence && /^\p{Lu}/u.test(surface);
}

function plain(surface: string): string {
  return fold(surface).replaceAll("'", '');
}

/** `fail over` also means `failover` where the index knows it. */
function joinNeighbours(words: readonly Word[], index: Index): Word[] {
  const joined: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const [word, next] = [words[i] as Word, words[i + 1]];
    const together = next ? stem(plain(word.surface + next.surface)) : '';
    if (!next || !/^[a-z]{6,}$/.test(together) || index.frequency(together) === 0) {
      joined.push(word);
      continue;
    }
    const apart = [word, next].flatMap(({ forms }) => forms[0]?.terms ?? []);
    joined.push({
      surface: `${word.surface} ${next.surface}`,
      forms: [
        { terms: [together], weight: 1 },
        { terms: apart, weight: 1 },
      ],
      light: false,
      framing: false,
      capital: word.capital || next.capital,
    });
    i++;
  }
  return joined;
}

/** `network interface controller` is one thing where the community also says `NIC`. */
function joinWordings(words: readonly Word[], index: Index): Word[] {
  const joined: Word[] = [];
  for (let i = 0; i < words.length; ) {
    const named = nameAt(words.slice(i, i + LONGEST_WORDING), index);
    joined.push(named[0] && named.length > 1 ? joinAll(named) : (words[i] as Word));
    i += Math.max(1, named.length);
  }
  return joined;
}

/** The longest beginning of `words` that has another wording. */
function nameAt(words: readonly Word[], index: Index): readonly Word[] {
  for (let length = words.length; length > 1; length--) {
    const wording = words.slice(0, length);
    if (index.synonymsOf(termsIn(wording).join(' ')).length > 0) return wording;
  }
  return [];
}

function joinAll(words: readonly Word[]): Word {
  return {
    surface: words.map(({ surface }) => surface).join(' '),
    forms: [{ terms: termsIn(words), weight: 1 }],
    light: false,
    framing: false,
    capital: words.some(({ capital }) => capital),
  };
}

function termsIn(words: readonly Word[]): string[] {
  return words.flatMap(({ forms }) => forms[0]?.terms ?? []);
}
