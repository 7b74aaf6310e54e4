import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../indexer/parse-event.ts';

const parse = (keys: string, body = 'Text.\n') =>
  parseEvent('events/summit.md', `---\nname: Summit\n${keys}\n---\n${body}`);
const tell = (keys: string) =>
  parse(keys).faults.map(({ line, column, message, hint }) => `${line}:${column}: ${message} (${hint})`);

describe('parseEvent', () => {
  it('reads an event with every key', () => {
    const { event, faults } = parse(
      'start: 2017-11-06\nend: 2017-11-08\ntimezone: Australia/Sydney\nplace: Sydney, Australia\nonline: false\nurl: https://example.org/\ntags: [summit]\nkind: conference\nchannel: oftc/#summit\nrrule: FREQ=YEARLY\nexdates: [2019-11-06, 2018-11-06]\nuid: 7@example.org\nsequence: 2\nsources: [arp, 2017-05-25-boston]\nstatus: tentative',
    );
    expect(faults).toEqual([]);
    expect(event).toEqual({
      id: 'summit',
      name: 'Summit',
      start: '2017-11-06',
      end: '2017-11-08',
      timezone: 'Australia/Sydney',
      place: 'Sydney, Australia',
      online: false,
      url: 'https://example.org/',
      tags: ['summit'],
      kind: 'conference',
      channel: 'oftc/#summit',
      rrule: 'FREQ=YEARLY',
      exdates: ['2018-11-06', '2019-11-06'],
      uid: '7@example.org',
      sequence: 2,
      sources: ['arp', '2017-05-25-boston'],
      status: 'tentative',
      file: 'events/summit.md',
      body: 'Text.\n',
      bodyLine: 19,
    });
  });

  it('has no date as long as none is announced, and says so', () => {
    const { event, faults } = parse('start: null\nplace: Denver');
    expect([event?.start, event?.end, event?.place, faults]).toEqual([null, null, 'Denver', []]);
  });

  it('needs a name and a start only, and no text', () => {
    expect(parse('start: 2017-11-06', '').event).toEqual({
      id: 'summit',
      name: 'Summit',
      start: '2017-11-06',
      end: null,
      timezone: null,
      place: null,
      online: null,
      url: null,
      tags: [],
      kind: null,
      channel: null,
      rrule: null,
      exdates: [],
      uid: null,
      sequence: 0,
      sources: [],
      status: 'confirmed',
      file: 'events/summit.md',
      body: '',
      bodyLine: 5,
    });
  });

  it('gives instants in UTC; a time zone shifts nothing', () => {
    const { event } = parse(
      'start: 2017-11-06T09:00+11:00\nend: 2017-11-06T09:00Z\ntimezone: Australia/Sydney',
    );
    expect([event?.start, event?.end]).toEqual(['2017-11-05T22:00:00Z', '2017-11-06T09:00:00Z']);
  });

  it('takes an event of one day', () => {
    expect(parse('start: 2017-11-06\nend: 2017-11-06').faults).toEqual([]);
  });

  it.each([
    [
      'start: 2017-02-30',
      '3:8: "start" is not a date: "2017-02-30" (write 2017-11-06, or 2017-11-06T08:00:00Z)',
    ],
    [
      'start: 2017-11-06T09:00:00',
      '3:8: "start" has no time zone: "2017-11-06T09:00:00" (if it is meant in UTC, write 2017-11-06T09:00:00Z)',
    ],
    [
      'start: 2017-11-06\nend: 2017-11-05',
      '4:6: "end" is before "start": "2017-11-05" (an end is the last day of the event, or the instant at which it ends)',
    ],
    [
      'start: 2017-11-06\nend: 2017-11-08T10:00Z',
      '4:6: "end" is not of the same form as "start": "2017-11-08T10:00Z" (write both as days, or both as instants)',
    ],
    [
      'start: 2017-11-06T10:00+02:00\nend: 2017-11-06T09:59+02:00',
      '4:6: "end" is before "start": "2017-11-06T09:59+02:00" (an end is the last day of the event, or the instant at which it ends)',
    ],
    [
      'start: 2017-11-06\ntimezone: Mars/Olympus',
      '4:11: "timezone" is no time zone: "Mars/Olympus" (write its IANA name, as Australia/Sydney)',
    ],
    [
      'start: 2017-11-06\ntimezone: "+11:00"',
      '4:11: "timezone" is no time zone: "+11:00" (write its IANA name, as Australia/Sydney)',
    ],
    [
      'start: 2017-11-06\nstatus: canceled',
      '4:9: "status" must be "confirmed" or "tentative" or "cancelled", not "canceled" (did you mean "cancelled"?)',
    ],
    ['start: 2017-11-06\nonline: yes', '4:9: "online" must be true or false, not text: "yes" (write true)'],
    ['place: Sydney', '1:1: "start" is missing (null)'],
    [
      'start: 2017-11-06\nrrule: every Thursday',
      '4:8: "rrule" is no rule for days, weeks, months or years: "every Thursday" (write it as calendars do: FREQ=WEEKLY;BYDAY=TH)',
    ],
    [
      'start: null\nrrule: FREQ=WEEKLY',
      '4:8: "rrule" stands without a "start": "FREQ=WEEKLY" (write in "start" when the event is held for the first time)',
    ],
    [
      'start: 2017-11-06\nrrule: FREQ=DAILY\nexdates: [2017-13-01]',
      '5:11: "exdates[0]" is not a day: "2017-13-01" (write 2017-11-06)',
    ],
    [
      'start: 2017-11-06\nexdates: [2017-11-13]',
      '4:10: "exdates" stands without an "rrule" (only a recurring event has exceptions)',
    ],
    [
      'start: 2017-11-06\nchannel: "#meeting"',
      '4:10: "channel" names no channel: "#meeting" (write "oftc/#openstack-meeting", or the id of a Discord channel in quotes)',
    ],
    [
      'start: null\nend: 2017-11-08',
      '4:6: "end" stands without a "start": "2017-11-08" (write both, or leave the end out until a date is announced)',
    ],
  ])('refuses %j', (keys, fault) => {
    expect(tell(keys)).toEqual([fault]);
    expect(parse(keys).event).toBeNull();
  });

  it('tells an end before its start also when other keys have faults', () => {
    expect(tell('start: 2017-11-06\nend: 2017-11-05\nonline: 3\nstat: x')).toEqual([
      '4:6: "end" is before "start": "2017-11-05" (an end is the last day of the event, or the instant at which it ends)',
      '5:9: "online" must be true or false, not a number: 3 (null)',
      '6:1: "stat" is no known key (did you mean "start"?)',
    ]);
  });
});
