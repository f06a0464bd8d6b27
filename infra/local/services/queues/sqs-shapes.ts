import type { OutgoingMessage, QueuedMessage } from '../../contracts.ts';
import { digestAttributes, digestBody } from './message-digest.ts';
import { invalidParameter, QueueRefusal } from './queue-refusal.ts';

export interface WireAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface WireMessage {
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
  readonly MessageAttributes?: Readonly<Record<string, WireAttribute>>;
}

export interface ReceiveWish {
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
}

export const largestMessageBytes = 1024 * 1024;

export function toOutgoingMessage(wire: WireMessage, fifo: boolean): OutgoingMessage {
  if (!wire.MessageBody) {
    throw new QueueRefusal('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  const delay = wire.DelaySeconds;
  refuseDelay(delay ?? 0, fifo);
  return {
    body: wire.MessageBody,
    attributes: fromWireAttributes(wire.MessageAttributes ?? {}),
    ...(delay === undefined || fifo ? {} : { delaySeconds: delay }),
    ...(wire.MessageGroupId === undefined ? {} : { groupId: wire.MessageGroupId }),
    ...(wire.MessageDeduplicationId === undefined ? {} : { deduplicationId: wire.MessageDeduplicationId }),
  };
}

function refuseDelay(delay: number, fifo: boolean): void {
  const prefix = `Value ${delay} for parameter DelaySeconds is invalid. Reason:`;
  if (fifo && delay > 0) {
    throw invalidParameter(`${prefix} The request include parameter that is not valid for this queue type.`);
  }
  if (delay < 0 || delay > 900) throw invalidParameter(`${prefix} DelaySeconds must be >= 0 and <= 900.`);
}

export function measureBytes(message: OutgoingMessage): number {
  const attributes = Object.entries(message.attributes ?? {});
  const extra = attributes.reduce((sum, [name, { type, value }]) => sum + (name + type + value).length, 0);
  return Buffer.byteLength(message.body) + extra;
}

export function toSentAnswer(
  message: OutgoingMessage,
  sent: { messageId: string; sequenceNumber: string | null },
) {
  return {
    MessageId: sent.messageId,
    MD5OfMessageBody: digestBody(message.body),
    MD5OfMessageAttributes: digestAttributes(message.attributes ?? {}),
    SequenceNumber: sent.sequenceNumber ?? undefined,
  };
}

export function toReceivedMessage(message: QueuedMessage, wish: ReceiveWish) {
  const attributes = chooseNamed(message.attributes, wish.MessageAttributeNames ?? []);
  const names = [...(wish.AttributeNames ?? []), ...(wish.MessageSystemAttributeNames ?? [])];
  const facts = chooseNamed(toSystemAttributes(message), names);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: digestBody(message.body),
    MD5OfMessageAttributes: digestAttributes(attributes),
    Attributes: isEmpty(facts) ? undefined : facts,
    MessageAttributes: isEmpty(attributes) ? undefined : toWireAttributes(attributes),
  };
}

function toSystemAttributes(message: QueuedMessage): Record<string, string> {
  const ofGroup = {
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
  };
  const present = Object.entries(ofGroup).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return {
    SenderId: 'AIDAIENQZJOLO23YVJ4VO',
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    ...(Object.fromEntries(present) as Record<string, string>),
  };
}

/** `All`, `.*`, whole names, and names ending in `.*` choose. */
function chooseNamed<T>(named: Readonly<Record<string, T>>, wanted: readonly string[]): Record<string, T> {
  const isWanted = (name: string): boolean =>
    wanted.some(
      (wish) =>
        wish === 'All' ||
        wish === name ||
        (wish.endsWith('*') && name.startsWith(wish.replace(/\.?\*$/, ''))),
    );
  return Object.fromEntries(Object.entries(named).filter(([name]) => isWanted(name)));
}

function fromWireAttributes(wire: Readonly<Record<string, WireAttribute>>): QueuedMessage['attributes'] {
  const entries = Object.entries(wire).map(([name, attribute]) => {
    const value = attribute.StringValue ?? attribute.BinaryValue ?? '';
    return [name, { type: attribute.DataType, value }] as const;
  });
  return Object.fromEntries(entries);
}

function toWireAttributes(attributes: QueuedMessage['attributes']): Record<string, WireAttribute> {
  const entries = Object.entries(attributes).map(([name, { type, value }]) => {
    const field = type.startsWith('Binary') ? 'BinaryValue' : 'StringValue';
    return [name, { DataType: type, [field]: value }] as const;
  });
  return Object.fromEntries(entries);
}

function isEmpty(named: object): boolean {
  return Object.keys(named).length === 0;
}
