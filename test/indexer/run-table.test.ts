import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunTable } from '../../indexer/run-table.ts';

test('what is made of a piece is made once, wherever the piece stands', () => {
  const made: string[] = [];
  const table = new RunTable((piece) => {
    made.push(piece);
    return piece;
  });
  const text = 'arp, an arp, nap';
  expect([table.get(text, 0, 3), table.get(text, 8, 11), table.get(text, 14, 16)]).toEqual([
    'arp',
    'arp',
    'ap',
  ]);
  expect(made).toEqual(['arp', 'ap']);
});

test('a map of strings agrees, for many pieces and any code units', () => {
  const unit = fc.oneof(
    fc.constantFrom('a', 'b', '字', '\ud800', '\uffff'),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.array(unit, { maxLength: 4 }).map((units) => units.join('')),
        { maxLength: 6_000, size: 'max' },
      ),
      (pieces) => {
        const map = new Map<string, number>();
        let next = 0;
        const table = new RunTable(() => next++);
        const text = pieces.join('');
        let at = 0;
        for (const piece of pieces) {
          const number = table.get(text, at, at + piece.length);
          at += piece.length;
          // Long pieces are made each time.
          if (piece.length > 48) continue;
          if (!map.has(piece)) map.set(piece, number);
          expect(number).toBe(map.get(piece));
        }
        expect(new Set(map.values()).size).toBe(map.size);
      },
    ),
    { numRuns: 20 },
  );
});
