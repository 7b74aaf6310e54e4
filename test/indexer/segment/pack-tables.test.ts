import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Column, GrowingColumn } from '../../../indexer/segment/column.ts';
import { packTables, unpackTables } from '../../../indexer/segment/pack-tables.ts';

/** As they stand in a file. */
function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

function columnOf(values: readonly number[]): Column {
  const column = new GrowingColumn();
  for (const value of values) column.push(value);
  return column.finish();
}

describe('packed tables', () => {
  test('are a readable directory and the numbers, each column in its narrowest form', () => {
    const packed = join(
      packTables({
        terms: { starts: columnOf([0, 3]), units: columnOf([97, 8_364, 98]) },
        postings: { documents: columnOf([1, 70_000]) },
      }),
    );
    const directory = Buffer.from(packed).toString('latin1').split('\n')[0] ?? '';
    expect(directory).toBe('[["terms","starts",1,2],["terms","units",2,3],["postings","documents",4,2]]');
    expect(unpackTables(packed)).toEqual({
      terms: { starts: Uint8Array.of(0, 3), units: Uint16Array.of(97, 8_364, 98) },
      postings: { documents: Uint32Array.of(1, 70_000) },
    });
  });

  test('come back as views of the bytes, wherever these begin', () => {
    const packed = join(packTables({ terms: { starts: columnOf([0, 300]) } }));
    const bytes = new Uint8Array(8 + packed.length);
    bytes.set(packed, 8);
    const { terms } = unpackTables(bytes.subarray(8));
    expect(terms?.starts).toEqual(Uint16Array.of(0, 300));
    expect(terms?.starts?.buffer).toBe(bytes.buffer);
  });

  test('give back any numbers, and are the same bytes for the same', () => {
    const column = fc.array(fc.oneof(fc.nat(300), fc.nat(70_000), fc.integer({ min: 0, max: 2 ** 32 - 1 })));
    fc.assert(
      fc.property(fc.array(column, { maxLength: 5 }), (columns) => {
        const pack = () =>
          join(
            packTables({ one: Object.fromEntries(columns.map((values, n) => [`c${n}`, columnOf(values)])) }),
          );
        expect(Buffer.compare(pack(), pack())).toBe(0);
        const { one = {} } = unpackTables(pack());
        expect(Object.values(one).map((values) => [...values])).toEqual(columns);
      }),
    );
  });

  test('hold more numbers than one piece of a growing column', () => {
    const values = Array.from({ length: 100_000 }, (_, n) => n);
    expect([...columnOf(values)]).toEqual(values);
  });

  test.each([
    ['', 'there is no directory'],
    ['[["terms","starts",1,2]]', 'there is no directory'],
    ['{}\n', 'there is no directory'],
    ['[["terms","starts",3,1]]\n', 'there is no directory'],
    ['[["terms","starts",1,-1]]\n', 'there is no directory'],
    ['[["terms","starts",1,1e9]]\n', 'terms.starts ends outside of the bytes'],
    ['[]\n1234', 'there are more bytes than the directory tells of'],
  ])('are refused when they are %j', (text, message) => {
    expect(() => unpackTables(new Uint8Array(Buffer.from(text)))).toThrow(new RangeError(message));
  });

  test('change nothing but themselves, whatever they are called', () => {
    const tables = unpackTables(new Uint8Array(Buffer.from('[["__proto__","polluted",1,0]]\n ')));
    expect(Object.keys(tables)).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });
});
