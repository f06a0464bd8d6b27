import type { WebSocket } from 'ws';

export interface LiveSocket {
  readonly socket: WebSocket;
  readonly connectedAtMs: number;
  readonly sourceIp: string;
  readonly userAgent: string;
}

interface Known extends LiveSocket {
  lastActiveAtMs: number;
}

/** The gateway's own limits. */
const idleMs = 10 * 60_000;
const longestMs = 2 * 3_600_000;
const goingAway = 1001;

/** Every live connection, by the id that the gateway gave it. */
export class LiveSockets {
  readonly #byId = new Map<string, Known>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(id: string, socket: LiveSocket): void {
    this.#byId.set(id, { ...socket, lastActiveAtMs: this.#now() });
  }

  find(id: string): Readonly<Known> | undefined {
    return this.#byId.get(id);
  }

  forget(id: string): void {
    this.#byId.delete(id);
  }

  /** Something came or went over it. */
  touch(id: string): void {
    const known = this.#byId.get(id);
    if (known) known.lastActiveAtMs = this.#now();
  }

  /** False when there is no such connection. */
  send(id: string, text: string): boolean {
    const known = this.#byId.get(id);
    if (!known) return false;
    this.touch(id);
    known.socket.send(text);
    return true;
  }

  /** False when there is no such connection. */
  end(id: string, code = 1000): boolean {
    const known = this.#byId.get(id);
    if (!known) return false;
    this.#byId.delete(id);
    known.socket.close(code);
    return true;
  }

  /** Ends what nothing came or went over for ten minutes, or is two hours old. */
  endOverdue(): void {
    const now = this.#now();
    for (const [id, { lastActiveAtMs, connectedAtMs }] of this.#byId) {
      if (now - lastActiveAtMs >= idleMs || now - connectedAtMs >= longestMs) this.end(id, goingAway);
    }
  }

  /** Nobody waits for their good-byes. */
  endAll(): void {
    for (const { socket } of this.#byId.values()) {
      socket.close(goingAway);
      socket.terminate();
    }
    this.#byId.clear();
  }
}
