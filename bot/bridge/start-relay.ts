import type { BridgeEnd, BridgeEvent, Outgoing, SaidEvent } from './bridge-end.ts';
import { createEchoFinder } from './find-echo.ts';
import { createRepeatFinder } from './find-repeat.ts';
import { gatherPresence } from './gather-presence.ts';
import { createOutbox, type Outbox, type Waiting } from './outbox.ts';
import { readRelayCommand } from './read-relay-command.ts';
import type { RelayMemory } from './relay-memory.ts';
import { createRelayRules } from './relay-rules.ts';
import type { Kept, Origin, RelayState } from './relay-state.ts';
import { plainText, type RichText } from './text/rich-text.ts';

export interface RelayOptions {
  /** Channels that become one: what is said in one is shown in all others. */
  readonly ends: readonly BridgeEnd[];
  readonly memory: RelayMemory;
  /** `null`: what moderators said and what waits is forgotten with the process. */
  readonly state: RelayState | null;
  /** Are joins and parts shown? */
  readonly showsPresence: boolean;
  /** Is it told when a message was deleted? */
  readonly showsDeletes: boolean;
  readonly waits: RelayWaits;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Milliseconds, and a count. */
export interface RelayWaits {
  /** What waits longer for a side that is away is not shown there any more. */
  readonly keepFor: number;
  readonly mostWaiting: number;
  /** Edits of older messages are not shown. */
  readonly editsWithin: number;
  /** Silence after an edit, so that several make one correction. */
  readonly editsSettle: number;
}

export const usualRelayWaits: RelayWaits = {
  keepFor: 5 * 60_000,
  mostWaiting: 1_000,
  editsWithin: 10 * 60_000,
  editsSettle: 3_000,
};

/** What is known of a message as long as it may be edited, deleted or replied to. */
interface Recent {
  readonly event: SaidEvent;
  body: RichText;
  /** As it was shown on each other side; on those that are not there: not yet. */
  readonly shown: Map<BridgeEnd, RichText>;
  isDeleted: boolean;
  timer: NodeJS.Timeout | null;
}

const MOST_RECENT = 1_000;
/** One line that comes back may be chance; so many within as many milliseconds are another bridge. */
const MOST_ECHOES = 2;
const ECHOES_APART = 10 * 60_000;

/** Relays between channels until it is stopped. What is said on a side is shown on each other, once, in order. */
export function startRelay(options: RelayOptions): { stop: () => Promise<void> } {
  const { ends, memory, state, waits, now, log } = options;
  const outboxes = new Map<BridgeEnd, Outbox>(
    ends.map((end) => [end, createOutbox(end, { ...options, ...waits })]),
  );
  const echoes = createEchoFinder(now);
  const repeats = createRepeatFinder(now);
  let echoesHeard: number[] = [];
  const gatherings = new Map(
    ends.map((end) => [
      end,
      gatherPresence((people, change) => {
        const make = (): Outgoing => ({ type: 'presence', people, change, from: end.name });
        for (const [, outbox] of others(end)) outbox.add({ at: now(), make });
      }),
    ]),
  );
  const recents = new Map<string, Recent>();
  const rules = createRelayRules(
    ends.map(({ id }) => id),
    state,
    ({ message }) => log(`bridge: ${message}`),
  );
  let isStopped = false;

  /** Nothing that one message does to the store may end the process, nor have the message sent again. */
  const attempt = (end: BridgeEnd, act: () => unknown) => {
    try {
      act();
    } catch (error) {
      log(`bridge: ${end.name}: ${(error as Error).message}`);
    }
  };
  const others = (end: BridgeEnd) => [...outboxes].filter(([other]) => other !== end);
  const tellAll = (text: string) => {
    for (const outbox of outboxes.values()) outbox.add({ at: now(), make: () => ({ type: 'notice', text }) });
  };
  const remember = (side: string, event: SaidEvent): Recent => {
    const recent = { event, body: event.body, shown: new Map(), isDeleted: false, timer: null };
    recents.set(`${side} ${event.id}`, recent);
    for (const [key, oldest] of recents) {
      if (recents.size <= MOST_RECENT) break;
      if (oldest.timer !== null) clearTimeout(oldest.timer);
      recents.delete(key);
    }
    return recent;
  };

  const relayMessage = (end: BridgeEnd, event: SaidEvent) => {
    if (!memory.add(end.id, event.id)) return;
    const command = event.author.isModerator ? readRelayCommand(plainText(event.body)) : null;
    if (command !== null) return tellAll(rules.obey(command, event.author.name));
    if (rules.isPaused || rules.isMuted(event.author)) return;
    const echo = echoes.find(end.id, event);
    if (echo !== null) return echo === 'echo' ? hearEcho() : undefined;
    echoes.note(end.id, event);
    if (repeats.isRepeat(end.id, plainText(event.body)) && event.isByBot) return;
    const recent = remember(end.id, event);
    for (const [other, outbox] of others(end))
      outbox.add(copyOf(recent, { side: end.id, id: event.id }, other));
  };
  /** What another bridge has relayed already is not relayed; if it goes on, one of the two has to stop. */
  const hearEcho = () => {
    echoesHeard = [...echoesHeard.filter((at) => now() - at < ECHOES_APART), now()];
    if (echoesHeard.length < MOST_ECHOES) return;
    echoesHeard = [];
    rules.pause(true);
    log(
      `bridge: ${ends.map(({ name }) => name).join(', ')}: another bridge relays there too, so this one stops`,
    );
    tellAll(
      'Another bridge relays here too, so I stopped. Moderators: switch one of them off; !relay on resumes',
    );
  };
  const copyOf = (recent: Recent, origin: Origin, other: BridgeEnd): Waiting => {
    const { event } = recent;
    let made = event.body;
    return {
      at: event.at,
      origin,
      make() {
        made = recent.body;
        const { replyTo } = event;
        const known = replyTo?.id ? memory.copies(origin.side, replyTo.id, other.id) : [];
        return { ...event, body: made, replyToId: known[0] ?? null };
      },
      onSent() {
        recent.shown.set(other, made);
        // It was deleted or edited while it was under way.
        const from = ends.find(({ id }) => id === origin.side);
        if (from !== undefined && recent.isDeleted) showDelete(from, recent, other);
        else if (from !== undefined && recent.timer === null) showEdit(from, recent, other);
      },
      onNamed: (copy) => attempt(other, () => memory.link(origin.side, origin.id, other.id, [copy])),
    };
  };
  /** Takes up what waited when the process ended. */
  const restore = (end: BridgeEnd, outbox: Outbox, { id, at, origin, outgoing }: Kept) => {
    if (origin === null || outgoing.type !== 'message')
      return outbox.add({ at, make: () => outgoing, keptAs: id });
    // It was sent, and the process ended before that could be written down.
    if (memory.copies(origin.side, origin.id, end.id).length > 0)
      return attempt(end, () => state?.forget(id));
    const known = recents.get(`${origin.side} ${origin.id}`);
    const by = { isByBot: false, isByMachine: false };
    const recent = known ?? remember(origin.side, { ...outgoing, ...by, id: origin.id, at });
    outbox.add({ ...copyOf(recent, origin, end), keptAs: id });
  };
  const relayEdit = (end: BridgeEnd, id: string, body: RichText) => {
    const recent = recents.get(`${end.id} ${id}`);
    if (recent === undefined || now() - recent.event.at > waits.editsWithin) return;
    recent.body = body;
    if (recent.timer !== null) clearTimeout(recent.timer);
    recent.timer = setTimeout(() => {
      recent.timer = null;
      for (const [other] of others(end)) showEdit(end, recent, other);
    }, waits.editsSettle);
  };
  const showEdit = (end: BridgeEnd, recent: Recent, other: BridgeEnd) => {
    const { event, body } = recent;
    const before = recent.shown.get(other);
    // What was not shown yet is shown as it is now; what reads the same was no edit of a person.
    if (before === undefined || recent.isDeleted || rules.isPaused || plainText(before) === plainText(body))
      return;
    recent.shown.set(other, body);
    const make = (): Outgoing => {
      const copies = memory.copies(end.id, event.id, other.id);
      return { type: 'edit', author: event.author, before, body, copies };
    };
    outboxes.get(other)?.add({ at: now(), make });
  };
  const relayDelete = (end: BridgeEnd, id: string) => {
    const recent = recents.get(`${end.id} ${id}`);
    if (recent === undefined || recent.isDeleted) return;
    recent.isDeleted = true;
    if (recent.timer !== null) clearTimeout(recent.timer);
    for (const [other, outbox] of others(end)) {
      if (recent.shown.has(other)) showDelete(end, recent, other);
      else outbox.remove({ side: end.id, id });
    }
  };
  const showDelete = (end: BridgeEnd, { shown, event }: Recent, other: BridgeEnd) => {
    const before = shown.get(other);
    if (before === undefined || rules.isPaused || !options.showsDeletes) return;
    const make = (): Outgoing => {
      const copies = memory.copies(end.id, event.id, other.id);
      return { type: 'delete', author: event.author, before, copies };
    };
    outboxes.get(other)?.add({ at: now(), make });
  };

  const relay = (end: BridgeEnd, event: BridgeEvent) => {
    switch (event.type) {
      case 'message':
        return relayMessage(end, event);
      case 'edit':
        return relayEdit(end, event.id, event.body);
      case 'delete':
        return relayDelete(end, event.id);
      case 'presence':
        if (!options.showsPresence || rules.isPaused || rules.isMuted(event.person)) return;
        gatherings.get(end)?.add(event.person, event.change);
        return;
      case 'answer':
      case 'found': {
        if (rules.isPaused || rules.isMuted({ id: event.asker, name: event.asker })) return;
        const { at, ...reply } = event;
        for (const [, outbox] of others(end)) outbox.add({ at, make: () => reply });
      }
    }
  };
  for (const [end, outbox] of outboxes)
    for (const kept of state?.waiting(end.id) ?? []) restore(end, outbox, kept);
  for (const end of ends) {
    end.listen({
      onEvent: (event) => attempt(end, () => isStopped || relay(end, event)),
      onUp: () => outboxes.get(end)?.wake(),
    });
  }
  return {
    async stop() {
      isStopped = true;
      for (const gathering of gatherings.values()) gathering.stop();
      for (const { timer } of recents.values()) if (timer !== null) clearTimeout(timer);
      await Promise.all([...outboxes.values()].map((outbox) => outbox.stop()));
    },
  };
}
