import type { Instant } from '../../indexer/types.ts';
import type { Delivery } from '../store/reminders.ts';
import { Undeliverable } from './undeliverable.ts';

/** A message that must arrive once. */
export interface Message {
  readonly key: string;
  /** What it begins with, which may be another when it is sent again: that it is late. */
  readonly label: string;
  /** The same for the same key, as far as its event stays as it is: by it a network's memory is searched. */
  readonly text: string;
  readonly surface: string;
  readonly target: string;
}

export interface Sender {
  /** Sends; what it was given a key for already, it may leave out. Rejects when it can't. */
  send(message: Message): Promise<void>;
  /** Whether a message with this key has arrived, by what the network itself remembers; null: it can't tell. */
  hasArrived(message: Message): Promise<boolean | null>;
}

export interface Ledger {
  claim(key: string, at: Instant): Delivery;
  finish(key: string): void;
}

/**
 * Sends each message once, also when the process dies between any two steps: it is claimed in the store, sent,
 * and marked as sent. One that is found claimed, but not marked, may or may not have arrived: the network is
 * asked, and where it can't tell, the message is sent again, since a reminder twice is better than none. A
 * message that can't be sent now is told to `onFailure`, and comes again with the next call, unless the fault is
 * `Undeliverable`. One process at a time may send from one store.
 */
export async function sendOnce(
  messages: readonly Message[],
  ledger: Ledger,
  sender: Sender,
  now: Instant,
  onFailure: (message: Message, error: unknown) => void,
): Promise<void> {
  for (const message of messages) {
    try {
      const before = ledger.claim(message.key, now);
      if (before === 'sent') continue;
      const isThere = before === 'claimed' && (await sender.hasArrived(message)) === true;
      if (!isThere) await sender.send(message);
      ledger.finish(message.key);
    } catch (error) {
      onFailure(message, error);
      if (error instanceof Undeliverable) ledger.finish(message.key);
    }
  }
}
