import type { FunctionDescription } from '#infra/function-description.ts';
import type { OidcSettings } from '#infra/stages/settings.ts';
import { LocalClock } from './clock.ts';
import type { Outbox, Queues, RecordCall, Services } from './contracts.ts';
import { type FunctionLogs, type LogSink, logsTo, logsToFolder } from './function-logs.ts';
import { HttpServer } from './http-server.ts';
import { PlatformStore } from './platform-store.ts';
import { RunningSystem } from './running-system.ts';
import { startLocalServices } from './service-wiring.ts';
import { SmtpReceiver } from './smtp.ts';
import { synthesizeLocally } from './synthesis-cache.ts';
import type { SynthesizedApp } from './template/template.ts';
import type { Wiring } from './template/wiring.ts';

export interface PlatformOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly smtpPort?: number;
  /** `:memory:` keeps nothing. */
  readonly dataFolder?: string;
  readonly ownerKey?: string;
  readonly publicUrl?: string;
  /** Share of writes that meet another transaction, 0 to 1. */
  readonly conflictShare?: number;
  readonly seed?: number;
  readonly dynamodbEndpoint?: string;
  /** Whose tokens open the desk besides API keys, instead of what the app's settings say. */
  readonly oidc?: OidcSettings;
  /** Gets each log line of the functions; without it they go to a file in the data folder. */
  readonly logs?: LogSink;
  readonly workersPerFunction?: number;
  /** Gets each call that a function makes to AWS. */
  readonly recordCall?: RecordCall;
  /** Runs these functions instead of the app's own, from the same description. */
  readonly functions?: readonly FunctionDescription[];
  /** Runs this app instead of the synthesized one; it has no account to open. */
  readonly app?: SynthesizedApp;
}

export interface Platform {
  readonly url: string;
  readonly smtpPort: number;
  /** The key made at the first start; null when the account is already open and no key was given. */
  readonly ownerKey: string | null;
  readonly queues: Queues;
  readonly outbox: Outbox;
  readonly services: Services;
  /** Physical name of the table. */
  readonly tableName: string;
  now(): number;
  /** Moves the platform clock; resolves when everything that became due is done. */
  advance(seconds: number): Promise<void>;
  /** Resolves when queues, streams and reactions are empty. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Closable {
  close(): Promise<void> | void;
}

/** Runs the synthesized app on this machine. Everything is bound to 127.0.0.1. */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  // Lambda's zone; a worker thread has no zone of its own.
  process.env['TZ'] = 'UTC';
  const opened: Closable[] = [];
  try {
    const running = await start(options, (part) => {
      opened.push(part);
      return part;
    });
    return { ...running, close: once(() => closeAll(opened)) };
  } catch (fault) {
    await closeAll(opened);
    throw fault;
  }
}

async function closeAll(opened: readonly Closable[]): Promise<void> {
  for (const part of opened.toReversed()) await part.close();
}

async function start(
  options: PlatformOptions,
  keep: <Part extends Closable>(part: Part) => Part,
): Promise<Omit<Platform, 'close'>> {
  const dataFolder = options.dataFolder ?? ':memory:';
  const store = keep(new PlatformStore(dataFolder));
  const clock = new LocalClock(store);
  keep({ close: () => clock.keep() });
  const logs: FunctionLogs = keep(options.logs ? logsTo(options.logs) : logsToFolder(dataFolder));
  const http = keep(new HttpServer());
  const port = await http.listen(options.port ?? 0);
  const publicUrl = options.publicUrl ?? `http://127.0.0.1:${port}`;
  const app = options.app ?? (await synthesizeLocally(options.functions && { functions: options.functions }));
  const { services, wiring, sockets } = await startLocalServices({
    app,
    clock,
    dataFolder,
    publicUrl,
    options,
  });
  keep(services);
  const system = keep(new RunningSystem({ wiring, services, sockets, clock, store, logs, options }));
  const smtp = await startSmtp(options, { services, inboundMail: wiring.inboundMail });
  if (smtp) keep(smtp.receiver);
  const ownerKey = options.app ? null : await openAccountOf({ wiring, services, options });
  http.answerWith(
    (message, response) => system.answer(message, response),
    (message, socket, head) => system.upgrade(message, socket, head),
  );
  // Requests come to their end before what they need is taken away.
  keep(http);
  keep({ close: () => system.endConnections() });
  return {
    url: `http://127.0.0.1:${port}`,
    smtpPort: smtp?.port ?? 0,
    ownerKey: ownerKey ?? options.ownerKey ?? null,
    queues: services.queues,
    outbox: services.outbox,
    services,
    tableName: wiring.table.name,
    now: () => clock.now(),
    advance: (seconds) => system.advance(seconds),
    settle: () => system.settle(),
  };
}

/** The first start opens the account; a later one finds it and gets no key. */
async function openAccountOf(parts: {
  wiring: Wiring;
  services: Services;
  options: PlatformOptions;
}): Promise<string | null> {
  const { wiring, services, options } = parts;
  const { openAccount } = await import('#infra/open-account.ts');
  const opened = await openAccount({
    tableName: wiring.table.name,
    keyId: wiring.keyId,
    environment: services.environment,
    ...(options.ownerKey !== undefined && { ownerKey: options.ownerKey }),
  });
  return opened.ownerKey;
}

async function startSmtp(
  { smtpPort = 0 }: PlatformOptions,
  {
    services,
    inboundMail,
  }: { services: Services; inboundMail: { bucketName: string; keyPrefix: string } | null },
): Promise<{ receiver: SmtpReceiver; port: number } | null> {
  if (!inboundMail) return null;
  const receiver = new SmtpReceiver({ port: smtpPort, objects: services.objects, inboundMail });
  return { receiver, port: await receiver.listen() };
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}
