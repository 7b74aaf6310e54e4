import { connect, type Socket } from 'node:net';

/** Another person on IRC: a bare socket, so that tests see and send exact lines. */
export interface Person {
  readonly nick: string;
  /** Every line that came, without its end. */
  readonly lines: readonly string[];
  /** Sends a line as it is. */
  send(line: string): void;
  /** The first line from `from` (an index of `lines`) on that matches; fails after `within` milliseconds. */
  next(pattern: RegExp, within?: number, from?: number): Promise<string>;
  /** Says something and gives the first line of somebody else, said after it, that matches. */
  ask(target: string, text: string, pattern: RegExp): Promise<string>;
  /** Bytes that came so far. */
  readonly bytes: Buffer;
  close(): void;
}

/** Connects and joins. Throws when the server doesn't let it in within five seconds. */
export async function enter(
  port: number,
  nick: string,
  channels: readonly string[] = [],
  capabilities = '',
): Promise<Person> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let bytes = Buffer.alloc(0);
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    rest = Buffer.concat([rest, data]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = rest.subarray(0, end).toString().replace(/\r$/, '');
      rest = rest.subarray(end + 1);
      lines.push(line);
      if (line.startsWith('PING ')) socket.write(`PONG ${line.slice(5)}\r\n`);
    }
    for (const check of [...waiting]) check();
  });
  const person: Person = {
    nick,
    lines,
    send: (line) => void socket.write(`${line}\r\n`),
    next(pattern, within = 5_000, from = 0) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${nick} saw no ${pattern} in:\n${lines.slice(from).slice(-20).join('\n')}`));
        }, within);
        const check = () => {
          const found = lines.slice(from).find((line) => pattern.test(line));
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      });
    },
    ask(target, text, pattern) {
      const from = lines.length;
      person.send(`PRIVMSG ${target} :${text}`);
      return person.next(pattern, 8_000, from);
    },
    get bytes() {
      return bytes;
    },
    close: () => socket.destroy(),
  };
  if (capabilities !== '') person.send(`CAP REQ :${capabilities}`);
  person.send(`NICK ${nick}`);
  person.send(`USER ${nick} 0 * :${nick}`);
  if (capabilities !== '') person.send('CAP END');
  await person.next(/ 001 /);
  for (const channel of channels) {
    person.send(`JOIN ${channel}`);
    await person.next(new RegExp(` 366 \\S+ ${channel} `));
  }
  return person;
}
