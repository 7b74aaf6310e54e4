import type { Sighting } from './read-post-events.ts';

/** An event that posts speak of. */
export interface SuggestedEvent {
  readonly name: string;
  /** Words of its name without place and year. */
  readonly words: readonly string[];
  /** A day, or null while no sentence gives one. */
  readonly start: string | null;
  readonly end: string | null;
  /** The words that give the day and how far they can be trusted; null without a day. */
  readonly dateFrom: { readonly words: string; readonly certainty: 'explicit' | 'relative' } | null;
  readonly place: string | null;
  readonly kind: string;
  readonly isRecurring: boolean;
  /** The sentences that name it, those with the day first; never empty. */
  readonly sightings: readonly [Sighting, ...Sighting[]];
}

/** Words by which a name is known without place and year: `foundation board meeting`. */
const LONG_NAME = 3;

const NEEDS_PLACE =
  /^(?:\S+ )?(?:Summit|Conference|Congress|Symposium|Gathering|Meetup|Workshop|Expo|Days?)$|^\S+ [A-Z]{2,6}$/;

interface Group {
  readonly sightings: Sighting[];
  words: readonly string[];
  city: string | null;
  year: string | null;
}

/**
 * Puts sightings of one event together: `Boston Summit`, `OpenStack Summit Boston 2017` and `OpenStack Summit … in
 * Boston, MA` are one; two places, or two years, are two. The fullest names come first, and a bare `Boston Summit`
 * goes to the event that most sentences name. O(sightings × events).
 */
export function groupSightings(sightings: readonly Sighting[]): SuggestedEvent[] {
  const groups: Group[] = [];
  const fullest = [...sightings].sort((a, b) => fullness(b) - fullness(a));
  for (const sighting of fullest) {
    const [city, year] = [cityOf(sighting), yearOf(sighting)];
    const fitting = groups.filter((group) => isSame(group, sighting, city, year));
    // Without a year, the one of the post's year is meant rather than another.
    const near = year ?? sighting.evidence.published.slice(0, 4);
    const group = fitting.sort(
      (a, b) => Number(b.year === near) - Number(a.year === near) || b.sightings.length - a.sightings.length,
    )[0];
    if (group === undefined) groups.push({ sightings: [sighting], words: sighting.words, city, year });
    else {
      group.sightings.push(sighting);
      group.city ??= city;
      group.year ??= year;
    }
  }
  return groups.map(summarise);
}

function fullness(sighting: Sighting): number {
  const { words, place } = sighting;
  return words.length * 4 + (yearOf(sighting) === null ? 0 : 2) + (place === null ? 0 : 1);
}

function isSame(group: Group, { words, kind }: Sighting, city: string | null, year: string | null): boolean {
  if (group.sightings[0]?.kind !== kind) return false;
  if (group.city !== null && city !== null && group.city !== city) return false;
  if (group.year !== null && year !== null && group.year !== year) return false;
  if (words.join(' ') === group.words.join(' ')) return true;
  if (!words.every((word) => group.words.includes(word))) return false;
  // A shorter name is the same only when place or year say so, or when it still is long.
  if (city !== null && group.city === city) return true;
  return words.length >= LONG_NAME || (words.length > 1 && year !== null && group.year === year);
}

function summarise({ sightings, words }: Group): SuggestedEvent {
  const days = sightings.filter(({ date }) => date?.start != null);
  const explicit = days.find(({ date }) => date?.certainty === 'explicit');
  const dated = explicit ?? days[0];
  const ordered = [...(dated ? [dated] : []), ...sightings.filter((sighting) => sighting !== dated)];
  const [first] = sightings;
  if (first === undefined) throw new RangeError('a group without a sighting');
  const isRecurring = sightings.some((sighting) => sighting.isRecurring);
  // Of one that is held every Tuesday, no single Tuesday is the day.
  const date = isRecurring ? null : (dated?.date ?? null);
  return {
    name: nameOf(sightings),
    words,
    start: date?.start ?? null,
    end: date?.end ?? null,
    dateFrom:
      date === null || date.certainty === 'rough' ? null : { words: date.words, certainty: date.certainty },
    place: sightings.map(({ place }) => place).sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0] ?? null,
    kind: first.kind,
    isRecurring,
    sightings: [ordered[0] ?? first, ...ordered.slice(1)],
  };
}

/** The fullest name as it is written, with the place when that is a part of it, else the year, else the place. */
function nameOf(sightings: readonly Sighting[]): string {
  const written = sightings[0]?.written ?? '';
  const placed = sightings.find(({ isNamedByPlace }) => isNamedByPlace)?.place;
  const year = sightings.find((sighting) => sighting.year !== null)?.year;
  // `OpenDev` and `Linux Plumbers Conference` are known without a place, `OpenStack PTG` is not.
  const isOpen = NEEDS_PLACE.test(written) && sightings.some(({ isProper }) => isProper);
  const behind = placed ?? year ?? (isOpen ? sightings.find(({ place }) => place !== null)?.place : null);
  const tail = behind?.split(',')[0] ?? '';
  return tail === '' || written.includes(tail) ? written : `${written} ${tail}`;
}

function cityOf({ place }: Sighting): string | null {
  return place?.split(',')[0]?.toLowerCase() ?? null;
}

function yearOf({ year, date }: Sighting): string | null {
  return year ?? (date?.certainty === 'explicit' ? (date.start?.slice(0, 4) ?? null) : null);
}
