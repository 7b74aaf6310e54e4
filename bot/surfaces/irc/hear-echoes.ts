import type { Client } from 'irc-framework';

/** Tells what the server called the messages of this connection. */
export interface Echoes {
  /** `onNamed` gets the id of each message whose label begins with `batch` and a dot. */
  expect(batch: string, onNamed: (id: string) => void): void;
}

/** More are not on their way at a time; a server that echoes nothing makes no more of them wait. */
const MOST_EXPECTED = 200;
const LABEL = /^(m\d+)\.\d+$/;
const LONGEST_ID = 200;

/** Reads labels off raw lines, since the library drops those of a batch of lines (draft/multiline). */
export function hearEchoes(client: Client): Echoes {
  const expected = new Map<string, (id: string) => void>();
  client.use((_client, raw) => {
    raw.use((_command, { tags }, _line, _from, next) => {
      const { msgid } = tags;
      const batch = LABEL.exec(tags.label ?? '')?.[1];
      if (batch !== undefined && msgid && msgid.length <= LONGEST_ID) expected.get(batch)?.(msgid);
      next();
    });
  });
  client.on('socket close', () => expected.clear());
  return {
    expect(batch, onNamed) {
      expected.set(batch, onNamed);
      for (const oldest of expected.keys()) {
        if (expected.size <= MOST_EXPECTED) break;
        expected.delete(oldest);
      }
    },
  };
}
