import { expect, test } from 'vitest';
import { addMentions } from '../../../bot/bridge/add-mentions.ts';

const find = (name: string) => ({ grace: '7', well: '8', snake_case: '9' })[name.toLowerCase()] ?? null;

test.each([
  ['grace: can you look?', '<@7>: can you look?', ['7']],
  ['ask @Grace. or @ada', 'ask <@7>. or @ada', ['7']],
  ['@snake\\_case yes', '<@9> yes', ['9']],
  ['well, I think', 'well, I think', []],
  ['as grace said', 'as grace said', []],
  ['he said grace: yes', 'he said grace: yes', []],
  ['`@grace` and mail@grace', '`@grace` and mail@grace', []],
  ['https://example.org/@grace', 'https://example.org/@grace', []],
  ['nobody: hi @everyone', 'nobody: hi @everyone', []],
])('%j becomes %j', (markdown, content, people) => {
  expect(addMentions(markdown, find)).toEqual({ content, people });
});
