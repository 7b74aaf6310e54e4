import type { EventInfo } from '../../../indexer/build-index.ts';
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
import { readRemind } from './read-remind.ts';

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

/**
 * Does what `!remind` says, and gives the lines to answer with. Who is logged in to services is known by the account;
 * anybody else by the nick alone, which is said.
 */
export async function remind(
  request: RemindRequest,
  network: Network,
  reminding: Reminding | null,
): Promise<string[]> {
  const { nick, prefix, byRelay, now } = request;
  if (byRelay) return ['I can remind only people who are on this network themselves.'];
  if (reminding === null) return ["Reminders can't be kept just now: the database is not open."];
  const wish = readRemind(request.text);
  const account = (await network.lookUp(nick))?.account ?? null;
  const name = (account === null ? nick : `=${account}`).toLowerCase();
  const own = { surface: 'irc', target: `${network.network}/${name}` };
  const at = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const { reminders, zones } = reminding.store;
  switch (wish.wish) {
    case 'help':
      return [`Write ${prefix}remind EVENT week, day or hour; ${prefix}remind list, cancel N, zone ZONE.`];
    case 'zone':
      if (!isZone(wish.zone)) return ['That is no time zone: write one like Europe/Berlin.'];
      zones.set('irc', own.target, wish.zone);
      return [`Your days count in ${wish.zone} from now on.`];
    case 'cancel':
      return [
        remove(wish.id, own, request, network, reminding) ? 'Cancelled.' : 'You have no such reminder.',
      ];
    case 'list': {
      const coming = listComing(reminders, own, request.events, at);
      const lines = coming.slice(0, MOST_LISTED).map(({ reminder, event, due }) => {
        return `${reminder.id}: ${tell(event, reminder.lead)}, ${describeDue(due, event, reminder.zone)}`;
      });
      const left = coming.length - lines.length;
      return lines.length === 0
        ? ['There is no reminder.']
        : [...lines.slice(0, -1), `${lines.at(-1)}${left > 0 ? ` · and ${left} more` : ''}`];
    }
    default: {
      const target = wish.isHere ? channelTarget(request, network) : own.target;
      if (target === null) return ['Only operators of a channel can have reminders in it.'];
      const [event] = listEvents(request.events, { words: wish.event }, request.today);
      if (event === undefined) return ['No coming event on file is like that.'];
      const known = zones.get('irc', own.target);
      const zone = known ?? reminding.zone;
      const plan = planReminder(seriesOf(event, request.events), wish.lead, zone, at);
      if (plan.outcome === 'over') return [`${clip(event.name, LONGEST_NAME)} is over.`];
      if (plan.outcome === 'cancelled') return [`${clip(event.name, LONGEST_NAME)} is cancelled.`];
      if (plan.outcome === 'too late') {
        return [`${tell(event, wish.lead)} is past: choose a shorter time before.`];
      }
      const of = { surface: 'irc', target };
      if (!makeRoom(reminders, of, request.events, at)) {
        return [`There are ${MOST_REMINDERS} reminders already: cancel one first.`];
      }
      const more = { zone, asked: at, due: plan.due, language: 'en' };
      const id = reminders.add({ event: event.id, lead: wish.lead, ...of, ...more });
      const whom = wish.isHere
        ? ''
        : account === null
          ? ` Whoever is called ${nick} then gets it: log in to services, and it is yours.`
          : ` It is for the account ${account}, if you are here then.`;
      const days = known === null ? ` Days count in ${zone}: ${prefix}remind zone ZONE.` : '';
      return [`${id}: ${tell(event, wish.lead)}, ${describeDue(plan.due, event, zone)}.${whom}${days}`];
    }
  }
}

/** One's own, or in a channel its operators'. */
function remove(
  id: number,
  own: Pick<Reminder, 'surface' | 'target'>,
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

/** Lists hold a recurring event with its next time: here its rule is meant. */
function seriesOf(event: EventInfo, events: readonly EventInfo[]): EventInfo {
  return events.find(({ id }) => id === event.id) ?? event;
}

function tell(event: EventInfo, lead: Lead): string {
  return `${LEADS_IN_WORDS[lead]} ${clip(event.name, LONGEST_NAME)}`;
}

function describeDue(due: string | null, event: EventInfo, zone: string): string {
  if (due === null) return 'once its date is on file';
  return describeWhen({ ...event, start: due, end: null, status: 'confirmed' }, due.slice(0, 10), zone);
}
