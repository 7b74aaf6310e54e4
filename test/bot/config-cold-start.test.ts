import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { loadConfig } from '../../bot/config.ts';

vi.mock('zod', () => {
  throw new Error('zod is loaded');
});
vi.mock('yaml', () => {
  throw new Error('yaml is loaded');
});

test('without file and variables, neither the schema library nor YAML is loaded', async () => {
  const env = { DISCORD_TOKEN: 'abc', PATH: '/usr/bin' };
  expect((await loadConfig({ file: null, cwd: tmpdir(), env })).content).toBe('content');
});

test('with a variable, they are (so the test above can fail)', async () => {
  const env = { ALMANAC_CONTENT: 'x' };
  await expect(loadConfig({ file: null, cwd: tmpdir(), env })).rejects.toThrow();
});
