import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../../indexer/read-yaml.ts';

const anything = z.unknown();
const strict = z.strictObject({ a: z.string(), b: z.array(z.strictObject({ c: z.int() })).optional() });

test.each(['[', '- ', '? ', '{a: ', '- ? '])('nesting of 20,000 "%s" is refused, not followed', (opening) => {
  const { value, faults } = readYaml(opening.repeat(20_000), anything);
  expect(value).toBeNull();
  expect(faults[0]?.message).toBe('values are nested deeper than 64 levels');
});

test('a text of more than 256 KB is refused', () => {
  expect(readYaml(`a: ${'x'.repeat(300_000)}`, anything).faults[0]?.message).toBe(
    'the text is larger than 256 KB',
  );
});

test('aliases cannot multiply a small text into a large value', () => {
  const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [above, here] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg']) {
    laughs.push(`${here}: &${here} [${Array(9).fill(`*${above}`).join(', ')}]`);
  }
  const { value, faults } = readYaml(laughs.join('\n'), anything);
  expect(value).toBeNull();
  expect(faults.map(({ message }) => message)).toEqual(['more than 16 aliases (*name)']);
});

test('a value that holds itself ends', () => {
  expect(readYaml('a: &a [*a]', anything).value).toBeNull();
});

test.each([
  '__proto__: { polluted: true }',
  '"__proto__": { polluted: true }',
  'a: x\nb: [{ c: 1, __proto__: { polluted: true } }]',
  '<<: { __proto__: { polluted: true } }',
])('%j reaches no prototype', (text) => {
  for (const schema of [anything, strict, z.record(z.string(), z.unknown())]) {
    const { value } = readYaml<unknown>(text, schema);
    expect(JSON.stringify(value) ?? '').not.toContain('"__proto__"');
    expect((value as { polluted?: unknown } | null)?.polluted).toBeUndefined();
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a "%YAML 1.1" line switches neither dates nor merge keys on', () => {
  const text = '%YAML 1.1\n---\na: 2017-01-01\n<<: { b: yes }';
  expect(readYaml(text, anything)).toEqual({ value: { a: '2017-01-01', '<<': { b: 'yes' } }, faults: [] });
});

test('a key cannot steer the terminal that prints it', () => {
  const { faults } = readYaml('a: x\n"\\e[31m\\u202e": 1', strict);
  expect(faults.map(({ message }) => message)).toEqual(['"\ufffd[31m\ufffd" is no known key']);
});

test('thousands of faults are cut to a hundred', () => {
  expect(readYaml(`a: [${'1,'.repeat(5000)}]`, z.object({ a: z.array(z.string()) })).faults).toHaveLength(
    100,
  );
});

test('a schema that finds unknown keys in what it made itself ends', () => {
  const made = z
    .string()
    .transform((): object => ({ x: 1 }))
    .pipe(z.strictObject({}));
  expect(readYaml<unknown>('x', made).value).toBeNull();
});

/** Pieces that YAML gives a meaning to, so that random texts reach far into the parser. */
const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'c',
    ': ',
    ':',
    '- ',
    '? ',
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '\t',
    '[',
    ']',
    '{',
    '}',
  ),
  fc.constantFrom('&a ', '*a', '!t ', '!!str ', '"', "'", '|\n', '>\n', '#', '%YAML 1.1\n', '---\n', '...\n'),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '<<',
    '1',
    '0x1F',
    '.nan',
    'null',
    '~',
    ',',
    '\r',
    '\ufeff',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('no text makes it throw, and every fault points into the text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (yaml, firstLine) => {
      const lastLine = yaml.split('\n').length + firstLine - 1;
      for (const schema of [anything, strict, z.record(z.string(), z.array(z.string()))]) {
        const { value, faults } = readYaml<unknown>(yaml, schema, firstLine);
        for (const fault of faults) {
          expect(fault.line).toBeGreaterThanOrEqual(firstLine);
          expect(fault.line).toBeLessThanOrEqual(lastLine);
          expect(fault.column).toBeGreaterThanOrEqual(1);
        }
        if (faults.some(({ kind }) => kind !== 'unknown-key')) expect(value).toBeNull();
      }
    }),
    { numRuns: 2000 },
  );
});

test('plain data written as JSON is read back as it was', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const key = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => name !== '__proto__');
  const data = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 5 })), {
    maxKeys: 8,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(data, (value) => {
      expect(readYaml(JSON.stringify(value), anything)).toEqual({ value, faults: [] });
    }),
  );
});
