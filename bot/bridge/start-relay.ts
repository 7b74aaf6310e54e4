import type { BridgeEnd, BridgeEvent, Person, SaidEvent } from './bridge-end.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { readRelayCommand, type RelayCommand } from './read-relay-command.ts';
import type { RelayMemory } from './relay-memory.ts';
import { plainText, type RichText } from './text/rich-text.ts';

export interface RelayOptions {
  /** Channels that become one: what is said in one is shown in all others. */
  readonly ends: readonly BridgeEnd[];
  readonly memory: RelayMemory;
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
  /** As it was shown on the other sides; `null`: not yet. */
  shown: RichText | null;
  isDeleted: boolean;
  timer: NodeJS.Timeout | null;
}

const MOST_RECENT = 1_000;

/** Relays between channels until it is stopped. What is said on a side is shown on each other, once, in order. */
export function startRelay(options: RelayOptions): { stop: () => void } {
  const { ends, memory, waits, now } = options;
  const outboxes = new Map<BridgeEnd, Outbox>(
    ends.map((end) => [end, createOutbox(end, { ...options, ...waits })]),
  );
  const recents = new Map<string, Recent>();
  const muted = new Set<string>();
  let isPaused = false;

  const others = (end: BridgeEnd) => [...outboxes].filter(([other]) => other !== end);
  const tellAll = (text: string) => {
    for (const outbox of outboxes.values()) outbox.add(now(), () => ({ type: 'notice', text }));
  };
  const remember = (end: BridgeEnd, event: SaidEvent): Recent => {
    const recent = { event, body: event.body, shown: null, isDeleted: false, timer: null };
    recents.set(`${end.id} ${event.id}`, recent);
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
    if (command !== null) return obey(command, event.author);
    if (isPaused || isMuted(event.author)) return;
    const recent = remember(end, event);
    for (const [other, outbox] of others(end)) {
      let made = event.body;
      outbox.add(
        event.at,
        () => {
          if (recent.isDeleted) return null;
          made = recent.body;
          const { replyTo } = event;
          const known = replyTo?.id ? memory.copies(end.id, replyTo.id, other.id) : [];
          return { ...event, body: made, replyToId: known[0] ?? null };
        },
        {
          onSent: () => {
            recent.shown = made;
          },
          onNamed: (copy) => memory.link(end.id, event.id, other.id, [copy]),
        },
      );
    }
  };
  const relayEdit = (end: BridgeEnd, id: string, body: RichText) => {
    const recent = recents.get(`${end.id} ${id}`);
    if (recent === undefined || now() - recent.event.at > waits.editsWithin) return;
    recent.body = body;
    if (recent.timer !== null) clearTimeout(recent.timer);
    recent.timer = setTimeout(() => showEdit(end, recent), waits.editsSettle);
  };
  const showEdit = (end: BridgeEnd, recent: Recent) => {
    const { event, shown: before, body } = recent;
    recent.timer = null;
    // What was not shown yet is shown as it is now; what reads the same was no edit of a person.
    if (before === null || recent.isDeleted || isPaused || plainText(before) === plainText(body)) return;
    recent.shown = body;
    for (const [other, outbox] of others(end)) {
      outbox.add(now(), () => {
        const copies = memory.copies(end.id, event.id, other.id);
        return { type: 'edit', author: event.author, before, body, copies };
      });
    }
  };
  const relayDelete = (end: BridgeEnd, id: string) => {
    const recent = recents.get(`${end.id} ${id}`);
    if (recent === undefined || recent.isDeleted) return;
    recent.isDeleted = true;
    if (recent.timer !== null) clearTimeout(recent.timer);
    const { shown: before, event } = recent;
    if (before === null || isPaused || !options.showsDeletes) return;
    for (const [other, outbox] of others(end)) {
      outbox.add(now(), () => {
        const copies = memory.copies(end.id, id, other.id);
        return { type: 'delete', author: event.author, before, copies };
      });
    }
  };
  const isMuted = ({ id, name }: Person) => muted.has(id.toLowerCase()) || muted.has(name.toLowerCase());
  const obey = (command: RelayCommand, { name }: Person) => {
    if (command.name === null) {
      isPaused = command.verb === 'off';
      return tellAll(`${name} switched the relay ${command.verb}`);
    }
    if (command.verb === 'mute') muted.add(command.name.toLowerCase());
    else muted.delete(command.name.toLowerCase());
    tellAll(`${name} ${command.verb}d ${command.name} here`);
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
        if (!options.showsPresence || isPaused || isMuted(event.person)) return;
        for (const [, outbox] of others(end)) {
          const { person, change, at } = event;
          outbox.add(at, () => ({ type: 'presence', person, change, from: end.name }));
        }
        return;
      case 'answer':
        if (isPaused) return;
        for (const [, outbox] of others(end)) {
          const { asker, answer, at } = event;
          outbox.add(at, () => ({ type: 'answer', asker, answer }));
        }
    }
  };
  for (const end of ends) {
    end.listen({ onEvent: (event) => relay(end, event), onUp: () => outboxes.get(end)?.wake() });
  }
  return {
    stop() {
      for (const { timer } of recents.values()) if (timer !== null) clearTimeout(timer);
    },
  };
}
