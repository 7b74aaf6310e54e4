import type { Client } from 'irc-framework';

/** Bytes without a line end that a server may send; lines have 8,703 at most (message-tags). */
const LONGEST_LINE = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * What a server sends can be anything: a line that the library or a listener stumbles over is told and
 * skipped, and a server that never ends its line is hung up on.
 */
export function guardInput(client: Client, log: (line: string) => void): void {
  client.use((_client, raw) => {
    raw.use((command, _message, _line, _from, next) => {
      try {
        next();
      } catch (error) {
        log(`skipped a line that can't be read (${command}): ${(error as Error).message}`);
      }
    });
  });
  client.on('raw socket connected', (socket) => {
    let length = 0;
    socket.on('data', (data: Buffer) => {
      const end = data.lastIndexOf(LINE_FEED);
      length = end === -1 ? length + data.length : data.length - end - 1;
      if (length > LONGEST_LINE) socket.destroy(new Error('the server sent a line without an end'));
    });
  });
}
