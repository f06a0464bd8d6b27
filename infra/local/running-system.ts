import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Activity } from './activity.ts';
import type { LocalClock } from './clock.ts';
import type { Services } from './contracts.ts';
import { deadLetterQueuesOf } from './dead-letters.ts';
import { DynamodbWire } from './dynamodb-wire.ts';
import { asynchronousQueueName, functionTargets } from './event-bus.ts';
import type { FunctionLogs } from './function-logs.ts';
import { Gateway } from './gateway/gateway.ts';
import { RouteTable } from './gateway/route-table.ts';
import { HeldBatches } from './held-batches.ts';
import { FunctionRuntime } from './lambda/function-runtime.ts';
import type { Invoke } from './lambda/invocation.ts';
import { LiveGateway } from './live/live-gateway.ts';
import type { LiveSockets } from './live/live-sockets.ts';
import { answerLocally } from './local-endpoints.ts';
import type { PlatformStore } from './platform-store.ts';
import { QueuePoller } from './queue-poller.ts';
import { StreamReader } from './stream/stream-reader.ts';
import type { QueueMapping, Wiring } from './template/wiring.ts';
import { DueIndex } from './time/due-index.ts';
import { Scheduler } from './time/scheduler.ts';
import { settle } from './time/settle.ts';
import { Timeline } from './time/timeline.ts';

export interface SystemSettings {
  readonly wiring: Wiring;
  readonly services: Services;
  readonly sockets: LiveSockets;
  readonly clock: LocalClock;
  readonly store: PlatformStore;
  readonly logs: FunctionLogs;
  readonly options: { readonly workersPerFunction?: number };
}

const defaultWorkersPerFunction = 4;
const longestSettleSeconds = 300;
const trimPeriodMs = 5000;
/** What is under way at the end gets this long before its workers are stopped. */
const lastPatienceMs = 2000;

/** The functions of the app and everything that starts them. */
export class RunningSystem {
  readonly #settings: SystemSettings;
  readonly #activity = new Activity();
  readonly #wire: DynamodbWire;
  readonly #runtime: FunctionRuntime;
  readonly #gateway: Gateway;
  readonly #live: LiveGateway;
  readonly #pollers: readonly QueuePoller[];
  readonly #readers: readonly StreamReader[];
  readonly #due: DueIndex;
  readonly #timeline: Timeline;
  readonly #trimming: NodeJS.Timeout;

  constructor(settings: SystemSettings) {
    const { wiring, services, clock, sockets } = settings;
    const { queues, engine } = services;
    this.#settings = settings;
    this.#wire = new DynamodbWire(
      services.environment['AWS_ENDPOINT_URL_DYNAMODB_STREAMS'] ?? engine.endpoint,
    );
    this.#due = new DueIndex(this.#wire, wiring.table.name);
    this.#runtime = new FunctionRuntime({
      functions: wiring.functions,
      workersPerFunction: settings.options.workersPerFunction ?? defaultWorkersPerFunction,
      clock: clock.shared,
      environment: services.environment,
      openLog: (functionName) => settings.logs.open(functionName),
    });
    const now = () => clock.now();
    this.#gateway = new Gateway({ routes: new RouteTable(wiring.routes), invoke: this.#invoke, now });
    const { live } = wiring;
    const activity = this.#activity;
    this.#live = new LiveGateway({ live, sockets, invoke: this.#invoke, activity, now });
    this.#pollers = this.#makePollers();
    this.#readers = this.#makeReaders();
    const scheduler = new Scheduler({
      schedules: wiring.schedules,
      clock,
      invoke: this.#invoke,
      queues,
      activity: this.#activity,
    });
    this.#timeline = new Timeline({
      clock,
      queues,
      scheduler,
      engine,
      due: this.#due,
      settle: () => this.settle(),
      wakeQueues: () => this.#wakePollers(),
    });
    this.#trimming = setInterval(() => this.#trimStream(), trimPeriodMs);
    queues.onVisible((queueName) => this.#wakePollers(queueName));
    this.#wakePollers();
    for (const reader of this.#readers) reader.start();
  }

  async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!/^\/_local(?:[/?]|$)/.test(message.url ?? '')) return this.#gateway.answer(message, response);
    const { wiring, services, clock } = this.#settings;
    await answerLocally(message, response, {
      clock,
      queues: services.queues,
      objects: services.objects,
      outbox: services.outbox,
      buckets: wiring.buckets,
      inboundMail: wiring.inboundMail,
      deadLetterQueues: deadLetterQueuesOf({ ...wiring, queues: services.queues.settings }),
      advance: (seconds) => this.advance(seconds),
      settle: () => this.settle(),
    });
  }

  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    return this.#live.upgrade(message, socket, head);
  }

  /** Open connections would keep the server from its end. */
  endConnections(): void {
    this.#live.close();
  }

  advance(seconds: number): Promise<void> {
    return this.#timeline.advance(seconds);
  }

  settle(): Promise<void> {
    return settle({
      activity: this.#activity,
      pollers: this.#pollers,
      readers: this.#readers,
      longestSeconds: longestSettleSeconds,
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#trimming);
    this.#live.close();
    this.#timeline.close();
    for (const poller of this.#pollers) poller.close();
    await Promise.race([
      this.#activity.idle(),
      new Promise((resolve) => setTimeout(resolve, lastPatienceMs).unref()),
    ]);
    const readersEnd = Promise.all(this.#readers.map((reader) => reader.close()));
    await this.#runtime.close();
    await readersEnd;
    await this.#activity.idle();
    this.#wire.close();
  }

  /** Only functions write, so the end of an invocation is the moment to look into the stream. */
  readonly #invoke: Invoke = async (functionName, event) => {
    try {
      return await this.#runtime.invoke(functionName, event);
    } finally {
      for (const reader of this.#readers) reader.wake();
    }
  };

  #makePollers(): QueuePoller[] {
    const { wiring, services } = this.#settings;
    const held = new HeldBatches(this.#settings.store);
    held.giveBack(services.queues);
    const shared = { queues: services.queues, invoke: this.#invoke, activity: this.#activity, held };
    const mapped = wiring.queueMappings.map(
      (mapping) =>
        new QueuePoller({
          ...shared,
          mapping,
          concurrency: this.#runtime.concurrencyOf(mapping.functionName),
        }),
    );
    const asynchronous = functionTargets(wiring.busRules).map(
      (functionName) =>
        new QueuePoller({
          ...shared,
          mapping: toAsynchronousMapping(functionName),
          concurrency: this.#runtime.concurrencyOf(functionName),
          toEvent: (_, [message]) => JSON.parse(message?.body ?? 'null'),
        }),
    );
    return [...mapped, ...asynchronous];
  }

  #makeReaders(): StreamReader[] {
    const { wiring, services, clock, store } = this.#settings;
    return wiring.streamMappings.map(
      (mapping) =>
        new StreamReader({
          mapping,
          store,
          wire: this.#wire,
          tableVersion: () => services.engine.version(),
          tableName: wiring.table.name,
          invoke: this.#invoke,
          activity: this.#activity,
          sendToQueue: (queueName, body) => services.queues.send(queueName, { body }),
          now: () => clock.now(),
          onRecord: (record) => this.#due.observe(record),
        }),
    );
  }

  #wakePollers(queueName?: string): void {
    for (const poller of this.#pollers)
      if (queueName === undefined || poller.queueName === queueName) poller.wake();
  }

  /** What every reader has delivered is of no more use, and each write reads what the engine still keeps. */
  #trimStream(): void {
    const positions = this.#readers.map((reader) => Number(reader.deliveredUpTo() ?? Number.NaN));
    const lowest = Math.min(...positions);
    if (Number.isSafeInteger(lowest)) this.#settings.services.engine.trimStream(String(lowest));
  }
}

const toAsynchronousMapping = (functionName: string): QueueMapping => ({
  queueName: asynchronousQueueName(functionName),
  functionName,
  batchSize: 1,
  batchingWindowSeconds: 0,
  reportsItemFailures: false,
  maximumConcurrency: null,
});
