import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRelayMemory, type RelayMemory } from '../../../bot/bridge/relay-memory.ts';
import { openStore } from '../../../bot/store/open-store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-relay-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Every memory must pass this. */
const memories: readonly [string, () => Promise<{ memory: RelayMemory; close: () => void }>][] = [
  ['in memory', async () => ({ memory: createRelayMemory(), close: () => undefined })],
  [
    'in the store',
    async () => {
      const store = await openStore(':memory:');
      return { memory: store.relayed, close: store.close };
    },
  ],
];

describe.each(memories)('what was relayed, %s', (_name, open) => {
  test('is known once, as itself and as its copies, on its side alone', async () => {
    const { memory, close } = await open();
    expect([memory.add('irc', '1'), memory.add('irc', '1'), memory.add('discord', '1')]).toEqual([
      true,
      false,
      true,
    ]);
    memory.link('irc', '1', 'discord', ['7', '8']);
    expect([memory.add('discord', '7'), memory.add('discord', '9')]).toEqual([false, true]);
    close();
  });

  test('is found from the message to its copies, back, and from copy to copy', async () => {
    const { memory, close } = await open();
    memory.add('irc', '1');
    memory.link('irc', '1', 'discord', ['7', '8']);
    memory.link('irc', '1', 'third', ['x']);
    expect(memory.copies('irc', '1', 'discord')).toEqual(['7', '8']);
    expect(memory.copies('discord', '8', 'irc')).toEqual(['1']);
    expect(memory.copies('third', 'x', 'discord')).toEqual(['7', '8']);
    expect(memory.copies('irc', 'unknown', 'discord')).toEqual([]);
    close();
  });
});

test('what was relayed is known after a restart', async () => {
  const file = join(folder, 'a.db');
  const store = await openStore(file);
  store.relayed.add('irc', '1');
  store.relayed.link('irc', '1', 'discord', ['7']);
  store.close();
  const again = await openStore(file);
  expect([again.relayed.add('irc', '1'), again.relayed.add('discord', '7')]).toEqual([false, false]);
  expect(again.relayed.copies('discord', '7', 'irc')).toEqual(['1']);
  again.close();
});
