import { randomUUID } from 'node:crypto';
import type { PlatformClock } from '../../contracts.ts';
import type { JsonCall } from '../json-call.ts';
import { answerJson, type JsonAnswer } from '../loopback-server.ts';

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Seconds of the epoch. */
  readonly Time?: number;
}

interface BusSettings {
  readonly busName: string;
  readonly clock: PlatformClock;
  readonly onBusEvent: (event: Record<string, unknown>) => void;
}

type Outcome = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

export function createEventBusProtocol(settings: BusSettings) {
  return ({ operation, body, response }: JsonCall): void => {
    const { Entries: entries = [] } = body as { Entries?: readonly Entry[] };
    const isRefused = operation !== 'PutEvents' || entries.length === 0 || entries.length > 10;
    answerJson(response, isRefused ? refusal : publishAll(settings, entries));
  };
}

const refusal: JsonAnswer = {
  status: 400,
  body: { __type: 'ValidationException', message: 'Expected PutEvents with 1 to 10 entries.' },
};

function publishAll(settings: BusSettings, entries: readonly Entry[]): JsonAnswer {
  const outcomes = entries.map((entry) => publish(settings, entry));
  const failed = outcomes.filter((outcome) => 'ErrorCode' in outcome).length;
  return { status: 200, body: { FailedEntryCount: failed, Entries: outcomes } };
}

function publish({ busName, clock, onBusEvent }: BusSettings, entry: Entry): Outcome {
  const fault = refuse(busName, entry);
  if (fault) return fault;
  const id = randomUUID();
  const at = entry.Time === undefined ? clock.now() : entry.Time * 1000;
  onBusEvent({
    version: '0',
    id,
    'detail-type': entry.DetailType,
    source: entry.Source,
    account: '000000000000',
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region: 'eu-local-1',
    resources: entry.Resources ?? [],
    detail: JSON.parse(entry.Detail ?? '{}') as unknown,
  });
  return { EventId: id };
}

function refuse(busName: string, entry: Entry): Outcome | undefined {
  const named = entry.EventBusName?.split('/').at(-1) ?? 'default';
  if (named !== busName)
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `There is no bus ${named}.` };
  if (!entry.Source || !entry.DetailType || !entry.Detail) {
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source, DetailType and Detail are required.' };
  }
  return isJsonObject(entry.Detail)
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
