import { zoneCities } from './zone-cities.ts';

/** What the posts themselves tell of names, read before their events are looked for. */
export interface Names {
  /** Places, lower case: cities that events are said to be in, and those that name time zones. */
  readonly places: ReadonlySet<string>;
  /** Countries, and short forms of states, that may stand behind a place; lower case. */
  readonly regions: ReadonlySet<string>;
  /** Long forms of names by their letters: `EGI` → `european grid infrastructure`. */
  readonly acronyms: ReadonlyMap<string, string>;
  /** Those of them that are events: `PTG`. */
  readonly events: ReadonlySet<string>;
}

const WORD = String.raw`\p{Lu}[\p{L}\p{N}’'-]*(?:\.\p{L}+)*`;
const EVENT =
  '(?:Summit|Conference|Gathering|Congress|Meetup|Workshop|Symposium|Hackathon|Forum|Days?|Expo|Meeting|Party)s?';
/** `Summit … in Boston`, `PTG in Denver`, `Denver for the PTG`. */
const IN_PLACE = new RegExp(
  String.raw`\b(?:${EVENT}|[A-Z]{3,5}|\p{Lu}\p{L}+(?:Con|Conf|Fest)|event|conference|summit|place|held|scheduled[^.]{0,40})(?: \d{4})?,? (?:will |was |is |are |be |held |here )*(?:in|at) (${WORD}(?: ${WORD})?)`,
  'gu',
);
const FOR_EVENT = new RegExp(String.raw`\bin (${WORD}(?: ${WORD})?) for the `, 'gu');
/** `Boston, MA`, `Catania, Italy`: before the short form of a state, or the name of a country. */
const WITH_REGION = new RegExp(String.raw`\bin (${WORD}(?: ${WORD})?), (${WORD}(?: ${WORD})?)`, 'gu');
const ACRONYM = new RegExp(String.raw`((?:${WORD} ){2,5})\(([A-Z]{2,6})\)`, 'gu');
const NO_PLACE =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|\p{L}+day|the|this|our)\b/u;

/** Learns from whole texts. Words that begin as releases or products do are kept only where a place is certain. O(text). */
export function learnNames(texts: readonly string[]): Names {
  const places = new Set(zoneCities().keys());
  const acronyms = new Map<string, string>();
  const events = new Set<string>();
  const regions = regionNames();
  const addPlace = (name: string) => {
    const plain = name.replace(/[.’'].*$/u, '').toLowerCase();
    if (!NO_PLACE.test(plain)) places.add(plain);
  };
  for (const text of texts) {
    for (const [, phrase = '', short = ''] of text.matchAll(ACRONYM)) {
      const long = phrase.trim().split(' ').slice(-short.length);
      if (long.map((word) => word[0]).join('') !== short) continue;
      acronyms.set(short, long.join(' ').toLowerCase());
      if (new RegExp(`^${EVENT}$`).test(long.at(-1) ?? '')) events.add(short);
    }
    for (const [, place = '', region = ''] of text.matchAll(WITH_REGION)) {
      if (regions.has(region.toLowerCase())) addPlace(place);
    }
  }
  for (const text of texts) {
    for (const pattern of [IN_PLACE, FOR_EVENT]) {
      for (const [whole, place = ''] of text.matchAll(pattern)) {
        const short = /^[A-Z]{3,5}\b/.exec(whole)?.[0];
        if (short === undefined || events.has(short)) addPlace(place);
      }
    }
  }
  return { places, regions, acronyms, events };
}

/** The countries of the platform's own tables, and the short forms of the states of the USA, Canada and Australia. */
function regionNames(): Set<string> {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const countries = codes.map((code) => names.of(code) ?? code).filter((name) => name.length > 2);
  return new Set([...countries, ...CONTINENTS, ...STATES.split(' ')].map((name) => name.toLowerCase()));
}

const CONTINENTS = ['Africa', 'Asia', 'Europe', 'America', 'North America', 'Latin America', 'South America'];
const STATES =
  'USA UK AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD ' +
  'TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NB SK NSW VIC QLD TAS';
