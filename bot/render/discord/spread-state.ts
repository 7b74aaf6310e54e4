import { LIMITS } from './payload.ts';

/**
 * What buttons need to know stands in their custom ids, so that they work after a restart. One id holds
 * 100 characters, and a press brings all buttons of the message along: the state runs on from button to
 * button, in their order.
 *
 *     Am1.a.why is my gratu·   Aditous ARP ignored?·   Ah·
 *     │││                      └ a later part
 *     ││└ the state begins
 *     │└ the button's action
 *     └ the kind of message
 */
const HEAD = 2;
/** Ends each part, since Discord trims blanks. */
const END = '·';
const ROOM = LIMITS.customId - HEAD - END.length;

/** How many characters of state some buttons hold. */
export function roomFor(buttons: number): number {
  return buttons * ROOM;
}

/** The custom ids of buttons with these `actions` (a letter each) of a message of `kind` (a letter). */
export function spreadState(kind: string, actions: readonly string[], state: string): string[] {
  let rest = state;
  return actions.map((action) => {
    let part = rest.slice(0, ROOM);
    // Half a character would not survive the way.
    if (/[\ud800-\udbff]$/.test(part)) part = part.slice(0, -1);
    rest = rest.slice(part.length);
    return `${kind}${action}${part}${END}`;
  });
}

/** Puts the state together again; `null` when these are no ids of a message of `kind`. */
export function gatherState(kind: string, customIds: readonly string[]): string | null {
  const own = customIds.filter((id) => id.startsWith(kind) && id.endsWith(END));
  return own.length === 0 ? null : own.map((id) => id.slice(HEAD, -END.length)).join('');
}
