import { WebSocket } from 'ws';
import type { Client, Json } from './client.ts';

/** An agent's live connection, with what came over it so far. */
export interface LiveClient {
  readonly received: readonly Json[];
  readonly notices: readonly Json[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  /** The next answer to what is said. */
  say(message: unknown): Promise<Json>;
  /** Waits until there are so many notices. */
  noticed(count: number): Promise<readonly Json[]>;
  close(): Promise<number>;
}

/** A machine that is busy starts functions slowly. */
const patienceMs = 30_000;

/** Resolves once it is open; a refusal is an error that names the status. */
export async function connectLive(url: string): Promise<LiveClient> {
  const socket = new WebSocket(url);
  const received: Json[] = [];
  const listeners = new Set<() => void>();
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    for (const listen of [...listeners]) listen();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => end(new Error(`in vain: ${JSON.stringify(received)}`)), patienceMs);
      const end = (error?: Error) => {
        clearTimeout(timer);
        listeners.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (isThere()) end();
      };
      listeners.add(look);
      look();
    });
  const client: LiveClient = {
    received,
    closed,
    get notices() {
      return received.filter(({ type }) => type === 'notice');
    },
    say: async (message) => {
      const before = received.length;
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
      await until(() => received.slice(before).some(({ type }) => type !== 'notice'));
      return received.slice(before).find(({ type }) => type !== 'notice');
    },
    noticed: async (count) => {
      await until(() => client.notices.length >= count);
      return client.notices;
    },
    close: () => {
      socket.close();
      return closed;
    },
  };
  return client;
}

/** With a new token of this agent. */
export async function goLive(client: Client, after?: string): Promise<LiveClient> {
  const { url, token } = await client.make('POST /v1/live-tokens');
  return connectLive(`${url}?token=${token}${after === undefined ? '' : `&after=${after}`}`);
}
