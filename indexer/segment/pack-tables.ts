import type { Column, Table } from './column.ts';

/** Where a column lies: its table and name, bytes a number, and how many numbers. */
type Entry = readonly [table: string, column: string, width: number, length: number];

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
    ({ table, name, column }): Entry => [table, name, column.BYTES_PER_ELEMENT, column.length],
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
 * begin at a multiple of `ALIGNMENT` in their buffer, and be what `packTables` gave: a checksum is the caller's.
 */
export function unpackTables(bytes: Uint8Array<ArrayBuffer>): Record<string, Table> {
  const newline = bytes.indexOf(0x0a);
  const directory = JSON.parse(new TextDecoder().decode(bytes.subarray(0, newline))) as Entry[];
  const tables: Record<string, Record<string, Column>> = {};
  let end = newline + 1;
  for (const [table, name, width, length] of directory) {
    const start = align(end);
    const Kind = WIDTHS[width as keyof typeof WIDTHS];
    tables[table] ??= {};
    (tables[table] as Record<string, Column>)[name] = new Kind(
      bytes.buffer,
      bytes.byteOffset + start,
      length,
    );
    end = start + length * width;
  }
  return tables;
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
