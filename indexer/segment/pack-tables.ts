import type { Column, Table } from './column.ts';

/** Where a column lies: its table and name, bytes a number, and how many numbers. */
type Entry = readonly [table: string, column: string, width: keyof typeof WIDTHS, length: number];

const WIDTHS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
/** Packed tables must begin at a multiple of so many bytes. */
export const ALIGNMENT = 4;

/**
 * Tables as bytes in several parts, which belong one behind the other; the same for the same tables: a
 * directory as one line of JSON, then each column in turn, begun at a multiple of four bytes. Numbers lie
 * in the byte order of the machine. Columns are not copied.
 */
export function packTables(tables: Readonly<Record<string, Table>>): Uint8Array[] {
  const columns = Object.entries(tables).flatMap(([table, columns]) =>
    Object.entries(columns).map(([name, column]) => ({ table, name, column })),
  );
  const directory = columns.map(
    ({ table, name, column }): Entry => [table, name, column.BYTES_PER_ELEMENT as Entry[2], column.length],
  );
  const parts: Uint8Array[] = [new TextEncoder().encode(`${JSON.stringify(directory)}\n`)];
  let end = parts[0]?.length ?? 0;
  for (const { column } of columns) {
    const start = align(end);
    parts.push(new Uint8Array(start - end));
    parts.push(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    end = start + column.byteLength;
  }
  // zlib's crc32 begins anew at a part without memory of its own.
  return parts.filter(({ length }) => length > 0);
}

/**
 * The tables of packed bytes, as views of them: nothing is copied, whatever their size. `bytes` must
 * begin at a multiple of `ALIGNMENT` in their buffer. A checksum is the caller's, and so is what is in the columns.
 * @throws RangeError when the directory does not fit the bytes.
 */
export function unpackTables(bytes: Uint8Array): Record<string, Table> {
  const newline = bytes.indexOf(0x0a);
  const tables = new Map<string, Map<string, Column>>();
  let end = newline + 1;
  for (const [table, name, width, length] of parseDirectory(bytes.subarray(0, Math.max(0, newline)))) {
    const start = align(end);
    end = start + length * width;
    if (end > bytes.length) throw new RangeError(`${table}.${name} ends outside of the bytes`);
    const columns = tables.get(table) ?? new Map<string, Column>();
    tables.set(
      table,
      columns.set(name, new WIDTHS[width](bytes.buffer as ArrayBuffer, bytes.byteOffset + start, length)),
    );
  }
  if (end !== bytes.length) throw new RangeError('there are more bytes than the directory tells of');
  // Not by assignment: a table may be called __proto__.
  return Object.fromEntries([...tables].map(([table, columns]) => [table, Object.fromEntries(columns)]));
}

function parseDirectory(line: Uint8Array): readonly Entry[] {
  try {
    const directory: unknown = JSON.parse(new TextDecoder().decode(line));
    if (Array.isArray(directory) && directory.every(isEntry)) return directory;
  } catch {
    // Told as any other directory that is none.
  }
  throw new RangeError('there is no directory');
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [table, column, width, length] = value as unknown[];
  return (
    typeof table === 'string' &&
    typeof column === 'string' &&
    (width === 1 || width === 2 || width === 4) &&
    Number.isSafeInteger(length) &&
    (length as number) >= 0
  );
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
