import type {
  BridgeEnd,
  BridgeEvent,
  EndListener,
  Outgoing,
  Person,
} from '../../../bot/bridge/bridge-end.ts';
import { unstyled } from '../../../bot/bridge/text/rich-text.ts';

/** A side of a bridge in memory: what people there do is called, what they see is kept. */
export interface MemoryEnd extends BridgeEnd {
  readonly shown: Outgoing[];
  /** Makes something happen there. */
  happen(event: BridgeEvent): void;
  /** Somebody says something; gives its id. */
  say(name: string, text: string, more?: Partial<Extract<BridgeEvent, { type: 'message' }>>): string;
  /** Takes the side away, or brings it back. */
  setUp(isUp: boolean): void;
}

export const person = (name: string, isModerator = false): Person => ({ id: name, name, isModerator });

export function createMemoryEnd(name: string): MemoryEnd {
  const shown: Outgoing[] = [];
  let listener: EndListener | null = null;
  let isUp = true;
  let ids = 0;
  const end: MemoryEnd = {
    id: `memory:${name}`,
    name,
    shown,
    listen(given) {
      listener = given;
    },
    async send(outgoing, onNamed) {
      if (!isUp) return false;
      shown.push(outgoing);
      ids++;
      onNamed(`${name}-copy-${ids}`);
      return true;
    },
    happen: (event) => listener?.onEvent(event),
    say(author, text, more = {}) {
      ids++;
      const id = more.id ?? `${name}-${ids}`;
      end.happen({
        type: 'message',
        author: person(author),
        body: unstyled(text),
        isAction: false,
        isByBot: false,
        isByMachine: false,
        replyTo: null,
        attachments: [],
        url: null,
        at: Date.now(),
        ...more,
        id,
      });
      return id;
    },
    setUp(next) {
      isUp = next;
      if (isUp) listener?.onUp();
    },
  };
  return end;
}
