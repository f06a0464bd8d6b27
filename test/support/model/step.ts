import fc, { type AsyncCommand } from 'fast-check';
import { expect } from 'vitest';
import type { Answer } from '#test/support/client.ts';
import { agree } from './agreement.ts';
import type { DeskModel } from './desk-model.ts';
import type { DeskWorld, Person } from './desk-world.ts';
import type { ModelTicket } from './model-ticket.ts';

export type Step = AsyncCommand<DeskModel, DeskWorld>;

/** Says by whom and on what a step is done; numbers choose among what there is by then. */
interface Choice {
  readonly who: number;
  readonly which: number;
}

export const choice = { who: fc.nat(2), which: fc.nat(1_000) };

/** What the system must answer: done, or the code of the refusal. */
export const codeOf = ({ status, body }: Answer): string => (status < 300 ? 'done' : body.code);

export const personOf = (world: DeskWorld, { who }: Choice): Person =>
  world.people[who % world.people.length]!;
export const ticketOf = (model: DeskModel, { which }: Choice): ModelTicket =>
  model.tickets[which % model.tickets.length]!;

export interface Scene<Said> {
  readonly said: Said & Choice;
  readonly model: DeskModel;
  readonly world: DeskWorld;
  readonly person: Person;
  readonly ticket: ModelTicket;
}

/** An agent does something to a ticket. `expected` says what the system answers; the model changes when that is `done`. */
export function onTicket<Said extends object>(
  name: string,
  arbitraries: { [Key in keyof Said]: fc.Arbitrary<Said[Key]> },
  doing: {
    readonly line: (scene: Scene<Said>) => readonly [line: string, body?: unknown];
    readonly expected: (scene: Scene<Said>) => string;
    readonly change: (scene: Scene<Said>) => void;
  },
): fc.Arbitrary<Step> {
  const all = fc.record({ ...choice, ...arbitraries }) as unknown as fc.Arbitrary<Said & Choice>;
  return all.map((said) => ({
    check: (model) => model.tickets.length > 0,
    toString: () => `${name}(${JSON.stringify(said)})`,
    run: async (model, world) => {
      const person = personOf(world, said);
      const ticket = ticketOf(model, said);
      const scene = { said, model, world, person, ticket };
      const [line, body] = doing.line(scene);
      const expected = model.sees(person, ticket) ? doing.expected(scene) : 'not-found';
      const told = await person.client.ask(line, { body });
      expect(codeOf(told), `${name} of ${JSON.stringify(told.body)}`).toBe(expected);
      if (expected === 'done') doing.change(scene);
      await agree(world, model, [ticket]);
    },
  }));
}
