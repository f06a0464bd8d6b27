import type { TicketTotals } from './scale-page.ts';

/** What happens in a ticket's life beside the table, as assumed. */
const assumed = {
  mailsIn: 2,
  mailsOut: 2,
  requests: 15,
  requestMs: 40,
  reactions: 12,
  reactionMs: 60,
  memoryGb: 1,
  /** Two of them tell that it entered a queue and left it. */
  events: 10,
  fifoMessages: 6,
  standardMessages: 4,
  /** A queue is asked once to send, once to receive and once to delete; ten messages at a time at best, three assumed. */
  queueRequests: (6 + 4) * 1.5,
  logKb: 6,
  itemsKb: 14,
} as const;

export interface ServiceLimit {
  readonly what: string;
  readonly aSecond: number;
  readonly perTicket: number;
  readonly change: string;
}

const lambdaSeconds = (assumed.requests * assumed.requestMs + assumed.reactions * assumed.reactionMs) / 1000;

export function serviceLimits(totals: TicketTotals): ServiceLimit[] {
  return [
    {
      what: 'SES: mails sent',
      aSecond: 14,
      perTicket: assumed.mailsOut,
      change: 'raised with the reputation of the sender',
    },
    {
      what: 'DynamoDB: reads of one key (configuration version)',
      aSecond: 3_000,
      perTicket: totals.configurationReads,
      change: 'copies of the version',
    },
    {
      what: 'DynamoDB: write units of a table',
      aSecond: 40_000,
      perTicket: totals.writeUnits,
      change: 'raised on request',
    },
    {
      what: 'DynamoDB: read units of a table',
      aSecond: 40_000,
      perTicket: totals.readUnits,
      change: 'raised on request',
    },
    {
      what: 'API Gateway: requests',
      aSecond: 10_000,
      perTicket: assumed.requests,
      change: 'raised on request',
    },
    {
      what: 'Lambda: functions at once',
      aSecond: 1_000,
      perTicket: lambdaSeconds,
      change: 'raised on request',
    },
    { what: 'EventBridge: events', aSecond: 10_000, perTicket: assumed.events, change: 'raised on request' },
    {
      what: 'SQS: messages of one FIFO queue in high throughput mode',
      aSecond: 9_000,
      perTicket: 2,
      change: 'more in the largest regions, with batches',
    },
    {
      what: 'S3: mails put under one prefix',
      aSecond: 3_500,
      perTicket: assumed.mailsIn,
      change: 'more prefixes',
    },
  ];
}

export interface CostLine {
  readonly what: string;
  readonly amount: number;
  readonly unit: string;
  readonly price: number;
}

/** For a million tickets: so much of a thing each is so many millions of it. */
export function monthlyCosts(totals: TicketTotals): CostLine[] {
  const million = 'million';
  return [
    { what: 'DynamoDB, write units', amount: totals.writeUnits, unit: million, price: 0.625 },
    { what: 'DynamoDB, read units', amount: totals.readUnits, unit: million, price: 0.125 },
    { what: 'DynamoDB, a month of storage', amount: assumed.itemsKb, unit: 'GB', price: 0.25 },
    { what: 'Lambda, requests', amount: assumed.requests + assumed.reactions, unit: million, price: 0.2 },
    { what: 'Lambda, time', amount: lambdaSeconds * assumed.memoryGb, unit: 'million GB-s', price: 13.3334 },
    { what: 'API Gateway, requests', amount: assumed.requests, unit: million, price: 1 },
    { what: 'SQS, requests', amount: assumed.queueRequests, unit: million, price: 0.5 },
    { what: 'EventBridge, events', amount: assumed.events, unit: million, price: 1 },
    { what: 'SES, mails in and out', amount: assumed.mailsIn + assumed.mailsOut, unit: million, price: 100 },
    { what: 'S3, mails put', amount: assumed.mailsIn, unit: million, price: 5 },
    { what: 'CloudWatch, logs', amount: assumed.logKb, unit: 'GB', price: 0.5 },
  ];
}
