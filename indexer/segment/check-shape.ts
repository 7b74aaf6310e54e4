import type { Column, Table } from './column.ts';

/** What must hold of a column, so that no number in it leads outside of the tables. */
export interface ColumnShape {
  /** What there is a number of: `passage`. Columns of one kind are of one length. */
  readonly each: string;
  /** How many there are for each, when not one. */
  readonly times?: number;
  /** Its numbers are where the items begin among those of this kind; one more, the last, is where all end. */
  readonly startsOf?: string;
  /** Its numbers are of items of this kind, from 0 on. */
  readonly numberOf?: string;
  /** Its numbers are where things begin that are no column; one more, the last, is where all end. */
  readonly starts?: true;
  /** Its numbers are of items before each, plus one; 0: none. */
  readonly refersBack?: true;
}

/** Which tables there must be, and with which columns. */
export type Shape = Readonly<Record<string, Readonly<Record<string, ColumnShape>>>>;

/**
 * The first way in which tables are not of a shape, in words, with table and column; `null` when they are.
 * A checksum finds damage; this finds what was written wrongly. O(numbers in columns of starts and numbers):
 * about a nanosecond each, and none for a column that is too narrow to hold too large a number.
 */
export function findMisfit(tables: Readonly<Record<string, Table>>, shape: Shape): string | null {
  const columns: { name: string; column: Column; rule: ColumnShape }[] = [];
  const counts = new Map<string, number>();
  for (const [table, rules] of Object.entries(shape)) {
    for (const [key, rule] of Object.entries(rules)) {
      const name = `${table}.${key}`;
      const column = tables[table]?.[key];
      if (column === undefined) return `${name} is missing`;
      const count =
        (column.length - (rule.startsOf === undefined && rule.starts === undefined ? 0 : 1)) /
        (rule.times ?? 1);
      const known = counts.get(rule.each) ?? count;
      if (count < 0 || count !== known) return `${name} has ${column.length} numbers`;
      counts.set(rule.each, count);
      columns.push({ name, column, rule });
    }
  }
  const countOf = (kind: string) => counts.get(kind) ?? 0;
  for (const { name, column, rule } of columns) {
    const { startsOf, starts, numberOf, refersBack } = rule;
    if (startsOf !== undefined && !rises(column, countOf(startsOf))) return `${name} points outside`;
    if (starts && !rises(column, column[column.length - 1] as number)) return `${name} points outside`;
    if (numberOf !== undefined && exceeds(column, countOf(numberOf) - 1)) return `${name} points outside`;
    if (refersBack && !column.every((number, place) => number <= place)) return `${name} points outside`;
  }
  return null;
}

/** From 0 to `end`, never down. */
function rises(starts: Column, end: number): boolean {
  for (let place = 1; place < starts.length; place++) {
    if ((starts[place] as number) < (starts[place - 1] as number)) return false;
  }
  return starts[0] === 0 && starts[starts.length - 1] === end;
}

function exceeds(column: Column, most: number): boolean {
  if (2 ** (8 * column.BYTES_PER_ELEMENT) - 1 <= most) return false;
  for (let place = 0; place < column.length; place++) if ((column[place] as number) > most) return true;
  return false;
}
