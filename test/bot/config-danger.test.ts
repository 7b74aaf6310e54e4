import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../bot/config.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'almanac-config-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const keys = [
  'content',
  'community',
  'name',
  'timezone',
  'ask_humans',
  'web',
  'listen',
  'base_url',
  'discord',
];
const moreKeys = [
  'guilds',
  'irc',
  'network',
  'host',
  'port',
  'channels',
  'bridge',
  'password',
  '__proto__',
  'x',
];
const scalar = fc.oneof(
  fc.constantFrom('oftc', '#a', 'oftc/#a', '127.0.0.1:80', 'http://a.org', 'UTC', '123456789012345678', ''),
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.constantFrom(false, true, null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, scalar, tie('list'), tie('group')),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  group: fc
    .array(fc.tuple(fc.constantFrom(...keys, ...moreKeys), tie('tree')), { maxLength: 5 })
    .map((pairs) => {
      return Object.fromEntries(pairs);
    }),
}));
const variables = fc.dictionary(
  fc.constantFrom(
    'ALMANAC_CONTENT',
    'ALMANAC_WEB_LISTEN',
    'ALMANAC_WEB_BASE_URL',
    'ALMANAC_DISCORD_GUILDS',
    'ALMANAC_IRC_OFTC_PORT',
    'ALMANAC_IRC__HOST',
    'ALMANAC___PROTO__',
    'ALMANAC_DISCORD_API',
    'ALMANAC_IRC_OFTC_PASSWORD',
  ),
  fc.string({ maxLength: 12 }),
);

test('whatever stands in file and variables, it loads or tells its faults', async () => {
  await fc.assert(
    fc.asyncProperty(tree, variables, async (settings, env) => {
      await writeFile(join(cwd, 'almanac.yaml'), JSON.stringify(settings));
      try {
        const config = await loadConfig({ file: null, cwd, env });
        expect(config.configFile).toBe('almanac.yaml');
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        for (const fault of (error as ConfigError).faults) {
          expect(fault.place).toMatch(/^(almanac\.yaml:\d+:\d+|ALMANAC_[A-Z_]+)$/);
          expect(fault.message).toMatch(/^\P{Cc}+$/u);
        }
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
