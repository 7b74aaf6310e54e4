import { createServer, type Socket } from 'node:net';

/** A server that says what the test tells it to, and nothing of its own but a welcome. */
export interface ScriptedServer {
  readonly port: number;
  /** What clients sent, line by line, over all connections. */
  readonly received: readonly string[];
  /** How many connections there were. */
  readonly connections: number;
  /** Sends bytes to the client that came last. */
  send(data: string | Uint8Array): void;
  /** Waits for a line from a client. */
  next(pattern: RegExp, within?: number): Promise<string>;
  /** Cuts every connection. */
  cut(): void;
  stop(): Promise<void>;
}

export interface Script {
  /** Capabilities offered, as in CAP LS. */
  readonly capabilities?: string;
  /** Lets clients in when they have said who they are. */
  readonly welcomes?: boolean;
  /** Answers PING. */
  readonly isAlive?: boolean;
}

export async function startScriptedServer({
  capabilities = '',
  welcomes = true,
  isAlive = true,
}: Script = {}): Promise<ScriptedServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  let last: Socket | null = null;
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    last = socket;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let nick = '*';
    let rest = '';
    const hear = (line: string) => {
      received.push(line);
      const [command, ...words] = line.split(' ');
      const say = (text: string) => socket.write(`:scripted.test ${text}\r\n`);
      if (command === 'CAP' && words[0] === 'LS') say(`CAP * LS :${capabilities}`);
      if (command === 'CAP' && words[0] === 'REQ') say(`CAP * ACK ${words.slice(1).join(' ')}`);
      if (command === 'NICK') nick = words[0] ?? '*';
      const isDone = capabilities === '' ? command === 'USER' : line === 'CAP END';
      if (isDone && welcomes) say(`001 ${nick} :Welcome`);
      if (command === 'PING' && isAlive) say(`PONG scripted.test :${words[0]}`);
      if (command === 'JOIN') {
        socket.write(`:${nick}!almanac@127.0.0.1 JOIN ${words[0]}\r\n`);
        say(`353 ${nick} = ${words[0]} :${nick} ada`);
        say(`366 ${nick} ${words[0]} :End`);
      }
    };
    socket.on('data', (data) => {
      rest += data.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    received,
    get connections() {
      return connections;
    },
    send: (data) => void last?.write(data),
    async next(pattern, within = 5_000) {
      const end = Date.now() + within;
      while (Date.now() < end) {
        const line = received.find((other) => pattern.test(other));
        if (line !== undefined) return line;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`no ${pattern} in:\n${received.slice(-20).join('\n')}`);
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
