import { describe, expect, test } from 'vitest';
import { AcronymFinder } from '../../indexer/find-acronyms.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import { makePost } from '../make-index.ts';

const find = (body: string) => {
  const finder = new AcronymFinder();
  for (const passage of splitPassages(makePost('a', body))) finder.read(passage);
  return finder.take();
};

describe('an acronym finder', () => {
  test.each([
    ['A Network Interface Controller (NIC) sends it.', [['NIC', 'network interface controller']]],
    ['The NIC (network interface controller) sends it.', [['NIC', 'network interface controller']]],
    ['Many virtual machines (VMs) run.', [['VM', 'virtual machines']]],
    ['It has role-based access control (RBAC).', [['RBAC', 'role based access control']]],
  ])('reads %j', (text, groups) => {
    expect(find(text)).toEqual(groups);
  });

  test.each([
    ['the letters are others', 'The network card (NIC) sends it.'],
    ['it stands in code', '```\nNetwork Interface Controller (NIC)\n```'],
    ['nothing is in front of it', '(NIC) it is.'],
  ])('takes none when %s', (_, text) => {
    expect(find(text)).toEqual([]);
  });

  test('keeps both ways of spelling one out', () => {
    expect(find('A team lead (TL) spoke.\n\nThe tech lounge (TL) was full.')).toEqual([
      ['TL', 'team lead'],
      ['TL', 'tech lounge'],
    ]);
  });

  test('takes bounded time on hostile text', () => {
    const start = performance.now();
    find(`${'a '.repeat(50_000)}(${'A'.repeat(50_000)}`);
    find('a'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
