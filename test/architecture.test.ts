import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Data flows one way: content → indexer → answer → render → surfaces. What each room may import, by folder. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  indexer: ['indexer'],
  'bot/answer': ['indexer', 'bot/answer'],
  'bot/drafts': ['indexer', 'bot/drafts'],
  'bot/gaps': ['indexer', 'bot/answer', 'bot/gaps'],
  'bot/reminders': ['indexer', 'bot/reminders', 'bot/store'],
  'bot/render': [
    'indexer',
    'bot/answer',
    'bot/drafts',
    'bot/eval',
    'bot/gaps',
    'bot/reminders',
    'bot/render',
  ],
  'bot/browser': ['indexer', 'bot/answer', 'bot/render', 'bot/browser'],
  'bot/bridge': ['indexer', 'bot/answer', 'bot/render', 'bot/bridge'],
  'bot/eval': ['indexer', 'bot/answer', 'bot/eval', 'bot/input-fault.ts'],
};
/** Pure rooms touch no file, network, process or clock. */
const PURE = ['bot/answer', 'bot/drafts', 'bot/gaps', 'bot/render'];

const root = resolve(import.meta.dirname, '..');

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe.each(Object.entries(ALLOWED))('%s', (folder, allowed) => {
  test(`imports only from ${allowed.join(', ')} and libraries`, () => {
    for (const file of filesIn(folder)) {
      for (const path of importsOf(file).filter((path) => path.startsWith('.'))) {
        const target = relative(root, resolve(root, dirname(file), path));
        expect(
          allowed.some((room) => target === room || target.startsWith(`${room}/`)),
          `${file} → ${target}`,
        ).toBe(true);
      }
    }
  });
});

describe.each(PURE)('%s', (folder) => {
  test('is pure: no files, network, processes, clocks or chance', () => {
    for (const file of filesIn(folder)) {
      expect(
        importsOf(file).filter((path) => path.startsWith('node:')),
        file,
      ).toEqual([]);
      expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(
        /\bprocess\.|Date\.now|new Date\(\)|performance\.now|Math\.random|\bfetch\(/,
      );
    }
  });
});

test('chat libraries are known to surfaces only', () => {
  for (const file of [...filesIn('indexer'), ...filesIn('bot')].filter(
    (file) => !file.startsWith('bot/surfaces/'),
  )) {
    expect(
      importsOf(file).filter((path) => /^(?:discord\.js|irc-framework|hono)/.test(path)),
      file,
    ).toEqual([]);
  }
});

test('discord.js, which takes 0.4 s to load, is loaded only where Discord is served', () => {
  for (const file of filesIn('bot')) {
    const source = readFileSync(join(root, file), 'utf8');
    expect(source, file).not.toMatch(/^(?:import|export) (?!type\b)[^;]*from 'discord\.js'/m);
  }
});
