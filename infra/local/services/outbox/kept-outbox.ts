import { randomUUID } from 'node:crypto';
import type { Outbox, OutboxItem, PlatformClock, ProviderAnswer } from '../../contracts.ts';
import { type OwnedDatabase, openOwnedDatabase } from '../owned-database.ts';

const schema = `
CREATE TABLE IF NOT EXISTS outgoing (position INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL) STRICT;
`;

export type Outgoing = Omit<OutboxItem, 'id' | 'at'>;

export class KeptOutbox implements Outbox {
  readonly #database: OwnedDatabase;
  readonly #clock: PlatformClock;
  #answers: { readonly answer: ProviderAnswer; left: number }[] = [];

  constructor(file: string, clock: PlatformClock) {
    this.#database = openOwnedDatabase(file, schema);
    this.#clock = clock;
  }

  list(): OutboxItem[] {
    const rows = this.#database.connection.prepare('SELECT item FROM outgoing ORDER BY position DESC').all();
    return rows.map(({ item }) => JSON.parse(String(item)) as OutboxItem);
  }

  add(outgoing: Outgoing): OutboxItem {
    const item = { id: `out_${randomUUID()}`, at: new Date(this.#clock.now()).toISOString(), ...outgoing };
    this.#database.connection.prepare('INSERT INTO outgoing (item) VALUES (?)').run(JSON.stringify(item));
    return item;
  }

  answer(answer: ProviderAnswer): void {
    this.#answers.push({ answer, left: answer.times });
  }

  forgetAnswers(): void {
    this.#answers = [];
  }

  /** The oldest answer told for one of these addresses or recipients; asking uses it up once. */
  takeAnswer(targets: readonly string[]): ProviderAnswer | undefined {
    const found = this.#answers.find(
      ({ answer, left }) => left > 0 && targets.some((target) => target.includes(answer.urlContains)),
    );
    if (!found) return undefined;
    found.left -= 1;
    this.#answers = this.#answers.filter(({ left }) => left > 0);
    return found.answer;
  }

  close(): void {
    this.#database.close();
  }
}
