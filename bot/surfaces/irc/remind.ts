import type { EventInfo } from '../../../indexer/build-index.ts';
import { toInstant } from '../../../indexer/to-instant.ts';
import { listEvents } from '../../answer/list-events.ts';
import type { Lead, Reminder } from '../../reminders/find-due.ts';
import { isZone } from '../../reminders/is-zone.ts';
import { listComing, makeRoom, MOST_REMINDERS } from '../../reminders/make-room.ts';
import { planReminder } from '../../reminders/plan-reminder.ts';
import { describeWhen } from '../../render/describe-event.ts';
import { clip } from '../../render/irc/cite-post.ts';
import { LEADS_IN_WORDS } from '../../render/reminder.ts';
import type { Store } from '../../store/open-store.ts';
import type { IrcConnection } from './connect-network.ts';
import { type RemindWish, readRemind } from './read-remind.ts';

/** What reminding on a network works with. */
export interface Reminding {
  readonly store: Pick<Store, 'reminders' | 'zones'>;
  /** The community's time zone, for people who named none. */
  readonly zone: string;
}

export interface RemindRequest {
  /** What stands behind the command. */
  readonly text: string;
  readonly nick: string;
  /** Where it was said; null: in private. */
  readonly channel: string | null;
  /** Said through another bridge's bot. */
  readonly byRelay: boolean;
  readonly prefix: string;
  readonly events: readonly EventInfo[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Network = Pick<IrcConnection, 'network' | 'members' | 'lookUp'>;

const MOST_LISTED = 5;
const LONGEST_NAME = 100;

/** The lines to answer with. */
export interface RemindReply {
  readonly lines: readonly string[];
  /** Nobody else's business: to be said in private. */
  readonly isPrivate: boolean;
}

/**
 * Does what `!remind` says, and gives the answer. Who is logged in to services is known by the account;
 * anybody else by the nick alone, which is said.
 */
export async function remind(
  request: RemindRequest,
  network: Network,
  reminding: Reminding | null,
): Promise<RemindReply> {
  if (request.byRelay) return say('I can remind only people who are on this network themselves.');
  if (reminding === null) return say("Reminders can't be kept just now: the database is not open.");
  const { nick, prefix } = request;
  const account = (await network.lookUp(nick))?.account ?? null;
  const name = (account === null ? nick : `=${account}`).toLowerCase();
  const asker = { account, own: { surface: 'irc', target: `${network.network}/${name}` } };
  const wish = readRemind(request.text);
  switch (wish.wish) {
    case 'add':
      return say(add(wish, asker, request, network, reminding));
    case 'list':
      return { lines: list(asker, request, network, reminding), isPrivate: true };
    case 'cancel':
      return say(
        remove(wish.id, asker, request, network, reminding) ? 'Cancelled.' : 'You have no such reminder.',
      );
    case 'zone':
      if (!isZone(wish.zone)) return say('That is no time zone: write one like Europe/Berlin.');
      reminding.store.zones.set('irc', asker.own.target, wish.zone);
      return say(`Your days count in ${wish.zone} from now on.`);
    default:
      return say(`Write ${prefix}remind EVENT week, day or hour; ${prefix}remind list, cancel N, zone ZONE.`);
  }
}

function say(line: string): RemindReply {
  return { lines: [line], isPrivate: false };
}

interface Asker {
  /** The services account, if there is one. */
  readonly account: string | null;
  /** Where reminders of their own are sent. */
  readonly own: Pick<Reminder, 'surface' | 'target'>;
}

function add(
  { event: words, lead, isHere }: Extract<RemindWish, { wish: 'add' }>,
  { account, own }: Asker,
  request: RemindRequest,
  network: Network,
  { store, zone: ofCommunity }: Reminding,
): string {
  const { nick, prefix, events, today } = request;
  const target = isHere ? channelTarget(request, network) : own.target;
  if (target === null) return 'Only operators of a channel can have reminders in it.';
  const [event] = listEvents(events, { words }, today);
  if (event === undefined) return 'No coming event on file is like that.';
  const known = store.zones.get('irc', own.target);
  const zone = known ?? ofCommunity;
  const asked = toInstant(request.now);
  // Lists hold a recurring event with its next time: here its rule is meant.
  const series = events.find(({ id }) => id === event.id) ?? event;
  const plan = planReminder(series, lead, zone, asked);
  const name = clip(event.name, LONGEST_NAME);
  if (plan.outcome === 'over') return `${name} is over.`;
  if (plan.outcome === 'cancelled') return `${name} is cancelled.`;
  if (plan.outcome === 'too late') return `${tell(event, lead)} is past: choose a shorter time before.`;
  const of = { surface: 'irc', target };
  if (!makeRoom(store.reminders, of, events, asked)) {
    return `There are ${MOST_REMINDERS} reminders already: cancel one first.`;
  }
  const { due } = plan;
  const id = store.reminders.add({ event: event.id, lead, ...of, zone, asked, due, language: 'en' });
  const whom =
    account === null
      ? `Whoever is called ${nick} then gets it: log in to services, and it is yours.`
      : `It is for the account ${account}, if you are here then.`;
  return [
    `${id}: ${tell(event, lead)}, ${describeDue(due, event, zone)}.`,
    ...(isHere ? [] : [whom]),
    ...(known === null ? [`Days count in ${zone}: ${prefix}remind zone ZONE.`] : []),
  ].join(' ');
}

/** One's own, and for operators of the channel its reminders. */
function list({ own }: Asker, request: RemindRequest, network: Network, { store }: Reminding): string[] {
  const here = channelTarget(request, network);
  const targets = [own, ...(here === null ? [] : [{ surface: 'irc', target: here }])];
  const coming = targets.flatMap((of) =>
    listComing(store.reminders, of, request.events, toInstant(request.now)),
  );
  if (coming.length === 0) return ['There is no reminder.'];
  const left = coming.length - MOST_LISTED;
  return coming.slice(0, MOST_LISTED).map(({ reminder, event, due }, index) => {
    const place = reminder.target === here ? ` in ${request.channel}` : '';
    const rest = left > 0 && index === MOST_LISTED - 1 ? ` · and ${left} more` : '';
    const when = describeDue(due, event, reminder.zone);
    return `${reminder.id}: ${tell(event, reminder.lead)}, ${when}${place}${rest}`;
  });
}

/** One's own, or in a channel its operators'. */
function remove(
  id: number,
  { own }: Asker,
  request: RemindRequest,
  network: Network,
  { store }: Reminding,
): boolean {
  if (store.reminders.remove(id, own)) return true;
  const target = channelTarget(request, network);
  return target !== null && store.reminders.remove(id, { surface: 'irc', target });
}

/** The channel, for those who may say what happens in it. */
function channelTarget({ channel, nick }: RemindRequest, { members, network }: Network): string | null {
  return channel !== null && members.isOperator(channel, nick) ? `${network}/${channel.toLowerCase()}` : null;
}

function tell(event: EventInfo, lead: Lead): string {
  return `${LEADS_IN_WORDS[lead]} ${clip(event.name, LONGEST_NAME)}`;
}

function describeDue(due: string | null, event: EventInfo, zone: string): string {
  if (due === null) return 'once its date is on file';
  return describeWhen({ ...event, start: due, end: null, status: 'confirmed' }, due.slice(0, 10), zone);
}
