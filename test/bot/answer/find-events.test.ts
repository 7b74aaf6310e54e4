import { describe, expect, test } from 'vitest';
import { findEvents } from '../../../bot/answer/find-events.ts';
import { makeEvent } from '../../make-index.ts';

const events = [
  makeEvent('ptg-atlanta', '2017-02-20', {
    name: 'PTG Atlanta',
    end: '2017-02-24',
    place: 'Atlanta, USA',
    tags: ['gathering'],
  }),
  makeEvent('board', '2017-05-07', { name: 'Board meeting', place: 'Boston, USA', kind: 'meeting' }),
  makeEvent('boston', '2017-05-08', {
    name: 'OpenStack Summit Boston',
    end: '2017-05-11',
    place: 'Boston, USA',
    kind: 'conference',
  }),
  makeEvent('webinar', '2017-06-01T23:00:00Z', {
    name: 'Upgrade webinar',
    timezone: 'Australia/Sydney',
    online: true,
  }),
  makeEvent('tokyo', '2017-07-10', {
    name: 'OpenStack Summit Tokyo',
    place: 'Tokyo, Japan',
    status: 'cancelled',
  }),
  makeEvent('opendev', '2017-09-07', { name: 'OpenDev', end: '2017-09-08', place: 'San Francisco, USA' }),
  makeEvent('sydney', '2017-11-06', {
    name: 'OpenStack Summit Sydney',
    end: '2017-11-08',
    place: 'Sydney, Australia',
    kind: 'conference',
  }),
  makeEvent('ptg-denver', null, { name: 'PTG Denver', place: 'Denver, USA', status: 'tentative' }),
  makeEvent('irc', '2017-03-02T21:00:00Z', {
    name: 'Neutron team call',
    timezone: 'America/New_York',
    rrule: 'FREQ=WEEKLY;BYDAY=TH',
  }),
];
const find = (question: string, today = '2017-05-26') =>
  findEvents(question, events, today).map(({ id }) => id);

describe('findEvents', () => {
  test.each([
    ['where is the next PTG?', ['ptg-denver']],
    ['where was the last PTG?', ['ptg-atlanta']],
    ['when is OpenDev?', ['opendev']],
    ['what is OpenDev and when is it?', ['opendev']],
    ['when was the summit in Boston?', ['boston']],
    ['when is the Sydney summit?', ['sydney']],
    ['any OpenStack events in Australia?', ['sydney']],
    ['which events were in may 2017?', ['irc', 'board', 'boston']],
    ["what's on in September?", ['irc', 'opendev']],
    ['events this month', ['irc', 'board', 'boston']],
    ['which meetings are there?', ['board']],
    ['upcoming conferences', ['sydney']],
    ['is there an online event?', ['webinar']],
    ['which events are cancelled?', ['tokyo']],
    ['when is the Neutron team call?', ['irc']],
    ["what's happening in November?", ['irc', 'sydney']],
    ['how many days does the Sydney summit last?', ['sydney']],
    ['what is the next summit after Tokyo?', ['sydney']],
    ['which summit was before Sydney?', ['boston']],
    ['when is the OpenDev day?', []],
  ])('%s → %j', (question, ids) => {
    expect(find(question)).toEqual(ids);
  });

  test('the next summit, when that is cancelled, is told with the one that will be held', () => {
    expect(find('when is the next summit?')).toEqual(['tokyo', 'sydney']);
  });

  test('"is it cancelled?" wants the event whatever became of it', () => {
    expect(find('is the summit in Sydney cancelled?')).toEqual(['sydney']);
  });

  test.each([
    ['when is the next KubeCon?'],
    ['when is the OpenStack summit in Vancouver?'],
    ['when was Neutron created?'],
    ['who spoke at the summit in Boston?'],
    ['why was the summit in Tokyo cancelled?'],
    ['events in 2016'],
    ['any meetups?'],
    ['how do I install OpenStack?'],
    [''],
  ])('finds none for: %s', (question) => {
    expect(find(question)).toEqual([]);
  });

  test('what is next depends on the day', () => {
    expect(find('when is the next summit?', '2017-05-11')).toEqual(['boston']);
    expect(find('when is the next summit?', '2017-05-12')).toEqual(['tokyo', 'sydney']);
    expect(find('when is the next summit?', '2017-11-09')).toEqual([]);
    expect(find('what was the last summit?', '2017-11-09')).toEqual(['sydney']);
  });

  test('the day of an event is the one of its own zone: 23:00 UTC is the next morning in Sydney', () => {
    expect(find('events on 2 june 2017')).toEqual(['webinar']);
    expect(find('events on 1 june 2017')).toEqual(['irc']);
  });

  test('a recurring event stands with the time that is meant', () => {
    const call = (question: string, today: string) =>
      findEvents(question, events, today).map(({ start }) => start);
    expect(call('when is the next Neutron team call?', '2017-05-26')).toEqual(['2017-06-01T20:00:00Z']);
    expect(call('when was the last Neutron team call?', '2017-05-26')).toEqual(['2017-05-25T20:00:00Z']);
    expect(call('when is the next Neutron team call?', '2017-12-24')).toEqual(['2017-12-28T21:00:00Z']);
  });

  test('a year in a name is not taken for a date that is asked for', () => {
    const undated = [makeEvent('rh', null, { name: 'Red Hat Summit 2017' })];
    expect(findEvents('when is Red Hat Summit 2017?', undated, '2017-05-26')).toHaveLength(1);
    expect(findEvents('when is the next Red Hat Summit?', undated, '2018-05-26')).toEqual([]);
  });

  test('gives five at most', () => {
    expect(find('list all events')).toHaveLength(5);
  });
});
