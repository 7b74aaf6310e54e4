import { expect, test } from 'vitest';
import { type Hearing, readRequest } from '../../../../bot/surfaces/irc/read-request.ts';

const channel: Hearing = { nick: 'almanac', prefix: '!', isPrivate: false, isAmbient: false };
const inPrivate: Hearing = { ...channel, isPrivate: true };
const ambient: Hearing = { ...channel, isAmbient: true };

test.each<[message: string, where: Hearing, command: string, text: string, target: string | null]>([
  ['almanac: why is my ARP ignored?', channel, 'ask', 'why is my ARP ignored?', null],
  ['Almanac, why?', channel, 'ask', 'why?', null],
  ['@almanac why?', channel, 'ask', 'why?', null],
  ['almanac: !search arp', channel, 'search', 'arp', null],
  ['almanac: help', channel, 'help', '', null],
  ['almanac: post 2', channel, 'post', '2', null],
  ['almanac: post offices in Boston?', channel, 'ask', 'post offices in Boston?', null],
  ['almanac:', channel, 'help', '', null],
  ['!ask why? | grace', channel, 'ask', 'why?', 'grace'],
  ['!ask ps aux | grep x y', channel, 'ask', 'ps aux | grep x y', null],
  ['!ASK why?', channel, 'ask', 'why?', null],
  ['!more', channel, 'more', '', null],
  ['!events Sydney', channel, 'events', 'Sydney', null],
  ['!remind summit, a week before', channel, 'remind', 'summit, a week before', null],
  ['\u0002!ask\u0002 \u000304why?', channel, 'ask', 'why?', null],
  ['why is it so?', inPrivate, 'ask', 'why is it so?', null],
  ['more', inPrivate, 'more', '', null],
  ['!kick ada', inPrivate, 'ask', '!kick ada', null],
  ['how do I migrate a VM?', ambient, 'ask', 'how do I migrate a VM?', null],
])('%j is read as %#', (message, where, command, text, target) => {
  expect(readRequest(message, where)).toEqual({ command, text, target, isAmbient: where === ambient });
});

test.each([
  ['almanacs are nice', channel],
  ['I asked almanac: why?', channel],
  ['!kick ada', channel],
  ['!', channel],
  ['how do I migrate a VM?', channel],
  ['ada: how do I migrate a VM?', ambient],
  ['really?', ambient],
])('%j is not for the bot', (message, where) => {
  expect(readRequest(message, where)).toBeNull();
});
