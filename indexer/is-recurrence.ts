import { RRuleTemporal } from 'rrule-temporal';

const LONGEST = 300;
/** Times of day are those of the start; a rule for hours or seconds would be no meeting but a flood. */
const PARTS =
  /^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|COUNT|UNTIL|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|WKST)=[A-Z0-9,+-]+)*$/;
/** A step of nothing, and two ends at once. */
const REFUSED = /INTERVAL=0*(?:;|$)|COUNT=.*UNTIL=|UNTIL=.*COUNT=/;

/**
 * Is this a rule of RFC 5545 (section 3.3.10) by which an event can recur, `FREQ=WEEKLY;BYDAY=TH`? A rule by
 * which it never would (30 February) is none.
 */
export function isRecurrence(text: string): boolean {
  if (text.length > LONGEST || !PARTS.test(text) || REFUSED.test(text)) return false;
  // Whether it has ended already is not asked here.
  const endless = text.replace(/;(?:COUNT|UNTIL)=[^;]*/g, '');
  try {
    new RRuleTemporal({ rruleString: `DTSTART:20000101T000000Z\nRRULE:${text}` });
    const rule = new RRuleTemporal({ rruleString: `DTSTART:20000101T000000Z\nRRULE:${endless}` });
    return rule.next(new Date('2000-01-01T00:00:00Z')) !== null;
  } catch {
    return false;
  }
}
