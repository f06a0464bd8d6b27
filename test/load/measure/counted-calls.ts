import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { configurationVersion } from '#shared/persistence/keys.ts';

/** What an operation costs at the table. */
export interface Cost {
  /** Calls that had to wait for one another: the longest chain. */
  readonly trips: number;
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of them, reads of the one item that says which configuration holds. */
  readonly configurationReads: number;
  /** Write units of the table itself and of each index. */
  readonly writeUnitsBy: Readonly<Record<string, number>>;
}

interface Call {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly trip: number;
  readonly isWrite: boolean;
  readonly isConfiguration: boolean;
  readonly units: number;
  readonly unitsBy: Readonly<Record<string, number>>;
}

interface Consumed {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

const writes = /^(?:Put|Update|Delete|TransactWrite|BatchWrite)/;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Counts every call of a client to the table, and what the engine says that it consumed. */
export class CountedCalls {
  readonly client: DynamoDBDocumentClient;
  #calls: Call[] = [];
  #order = 0;

  /** @param farMs makes each call take so long, so that calls side by side overlap as over a real distance. */
  constructor(settings: DynamoDBClientConfig, farMs: number) {
    const client = new DynamoDBClient(settings);
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (sent) => {
          const startedAt = this.#next();
          const earlier = this.#calls.filter(({ endedAt }) => endedAt < startedAt);
          const trip = 1 + Math.max(0, ...earlier.map((call) => call.trip));
          Object.assign(sent.input, { ReturnConsumedCapacity: 'INDEXES' });
          if (farMs > 0) await wait(farMs);
          const answered = await next(sent);
          const consumed = toList(
            (answered.output as { ConsumedCapacity?: Consumed | Consumed[] }).ConsumedCapacity,
          );
          const units = sum(consumed.map(({ CapacityUnits = 0 }) => CapacityUnits));
          this.#calls.push({
            startedAt,
            endedAt: this.#next(),
            trip,
            isWrite: writes.test(commandName),
            isConfiguration: isOfConfiguration(sent.input as { Key?: unknown }),
            units,
            unitsBy: unitsBy(consumed),
          });
          return answered;
        },
      { step: 'initialize', priority: 'high', name: 'countedCalls' },
    );
    this.client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  }

  #next(): number {
    this.#order += 1;
    return this.#order;
  }

  /** What was consumed since the last time. */
  take(): Cost {
    const calls = this.#calls;
    this.#calls = [];
    const writing = calls.filter((call) => call.isWrite);
    return {
      trips: Math.max(0, ...calls.map((call) => call.trip)),
      calls: calls.length,
      readUnits: sum(calls.filter((call) => !call.isWrite).map((call) => call.units)),
      writeUnits: sum(writing.map((call) => call.units)),
      configurationReads: calls.filter((call) => call.isConfiguration).length,
      writeUnitsBy: addUp(writing.map((call) => call.unitsBy)),
    };
  }
}

const isOfConfiguration = (input: { readonly Key?: unknown }) =>
  JSON.stringify(input.Key ?? null).includes(configurationVersion.pk);

const toList = (consumed: Consumed | Consumed[] | undefined): Consumed[] =>
  consumed === undefined ? [] : [consumed].flat();

function unitsBy(consumed: readonly Consumed[]): Record<string, number> {
  return addUp(
    consumed.map(({ Table, GlobalSecondaryIndexes = {} }) => ({
      table: Table?.CapacityUnits ?? 0,
      ...Object.fromEntries(
        Object.entries(GlobalSecondaryIndexes).map(([name, { CapacityUnits = 0 }]) => [name, CapacityUnits]),
      ),
    })),
  );
}

function addUp(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [name, units] of parts.flatMap((part) => Object.entries(part)))
    total[name] = (total[name] ?? 0) + units;
  return total;
}
