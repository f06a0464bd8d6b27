import type { FunctionDescription, StreamFilter } from './function-description.ts';

/** What `announce` reads of the stream; counters, markers and locks never come back through it. */
export const announced: readonly StreamFilter[] = [
  {
    changes: ['INSERT', 'MODIFY'],
    image: 'NewImage',
    types: [
      'entry',
      'ticket',
      'unsent',
      'viewers',
      'purge',
      'load',
      'member',
      'department',
      'departure',
      'job',
      'erasure',
      'mergedCustomer',
    ],
  },
];

/** What `reports` counts and finds by words: a ticket does so no longer when it is gone for good. */
const counted: readonly StreamFilter[] = [
  { changes: ['INSERT', 'MODIFY'], image: 'NewImage', types: ['ticket'] },
  { changes: ['REMOVE'], image: 'OldImage', types: ['ticket'] },
];

const ticketLists = [
  'department-created',
  'department-updated',
  'department-status-created',
  'assignee-created',
  'assignee-updated',
  'customer-created',
  'customer-updated',
  'tag-created',
];

/** A new function is one entry here and one folder under `functions`. */
export const functions: readonly FunctionDescription[] = [
  {
    name: 'api-tickets',
    folder: 'functions/api/tickets',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
      indexes: [...ticketLists, 'waiting', 'waiting-last-agent'],
      attachments: ['read', 'write', 'linkRead', 'linkWrite'],
      dataKey: true,
      knows: ['publicUrl', 'mailDomains', 'allowedOrigins', 'dueShards', 'requestsPerMinute', 'issuer'],
    },
  },
  {
    name: 'api-organisation',
    folder: 'functions/api/organisation',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete', 'check'],
      dataKey: true,
      indexes: ['department-created'],
      knows: ['publicUrl', 'allowedOrigins', 'mailDomains', 'dueShards', 'requestsPerMinute', 'issuer'],
    },
  },
  {
    name: 'api-configuration',
    folder: 'functions/api/configuration',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
      dataKey: true,
      knows: ['publicUrl', 'allowedOrigins', 'requestsPerMinute', 'issuer'],
    },
  },
  {
    name: 'api-customers',
    folder: 'functions/api/customers',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
      indexes: ['department-created', 'customer-created', 'customer-updated', 'tag-created'],
      dataKey: true,
      knows: ['publicUrl', 'allowedOrigins', 'dueShards', 'requestsPerMinute', 'issuer'],
    },
  },
  {
    name: 'api-audit',
    folder: 'functions/api/audit',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update'],
      indexes: ['department-created'],
      attachments: ['write', 'linkRead'],
      dataKey: true,
      knows: ['publicUrl', 'allowedOrigins', 'requestsPerMinute', 'issuer'],
    },
  },
  {
    name: 'public-site',
    folder: 'functions/public-site',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update'],
      attachments: ['read', 'write', 'linkRead'],
      dataKey: true,
      knows: ['publicUrl', 'dueShards', 'requestsPerMinute'],
    },
  },
  {
    name: 'webhooks-email',
    folder: 'functions/webhooks/email',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'query'],
      rawMail: ['write'],
      dataKey: true,
      knows: ['publicUrl'],
    },
  },
  {
    name: 'reference',
    folder: 'functions/reference',
    trigger: { on: 'http' },
    memoryMegabytes: 512,
    touches: { knows: ['publicUrl'] },
  },
  {
    name: 'mail-arrived',
    folder: 'functions/reactions/mail-arrived',
    trigger: { on: 'queue', queue: 'mail-arrived', batchSize: 10 },
    memoryMegabytes: 512,
    touches: { rawMail: ['read'], sendsTo: ['inbound'] },
  },
  {
    name: 'ingest',
    folder: 'functions/reactions/ingest',
    trigger: { on: 'queue', queue: 'inbound', batchSize: 10 },
    memoryMegabytes: 2048,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update'],
      rawMail: ['read'],
      attachments: ['write'],
      knows: ['dueShards'],
    },
  },
  {
    name: 'route',
    folder: 'functions/reactions/route',
    trigger: { on: 'queue', queue: 'routing', batchSize: 10 },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update'],
      indexes: ['waiting'],
      knows: ['dueShards', 'attachmentBucket'],
    },
  },
  {
    name: 'send',
    folder: 'functions/reactions/send',
    trigger: { on: 'queue', queue: 'outbound', batchSize: 5 },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'query', 'put', 'update', 'delete'],
      attachments: ['read'],
      sendsMail: true,
      dataKey: true,
      knows: ['mailDomains', 'dueShards', 'publicUrl'],
    },
  },
  {
    name: 'due',
    folder: 'functions/reactions/due',
    trigger: { on: 'queue', queue: 'due', batchSize: 10 },
    memoryMegabytes: 512,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete', 'check', 'batchWrite'],
      indexes: ['assignee-created', 'waiting', 'customer-created', 'tag-created'],
      attachments: ['delete'],
      rawMail: ['delete'],
      sendsTo: ['outbound', 'jobs', 'due'],
      knows: ['dueShards'],
    },
  },
  {
    name: 'jobs',
    folder: 'functions/reactions/jobs',
    trigger: { on: 'queue', queue: 'jobs', batchSize: 1 },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete', 'check'],
      indexes: [
        'department-created',
        'department-status-created',
        'assignee-created',
        'customer-created',
        'tag-created',
      ],
      knows: ['dueShards', 'attachmentBucket'],
    },
  },
  {
    name: 'announce',
    folder: 'functions/reactions/announce',
    trigger: { on: 'stream', batchSize: 100, reads: announced },
    memoryMegabytes: 512,
    touches: { table: ['get', 'query'], sendsTo: ['routing', 'outbound', 'jobs', 'due'], publishes: true },
  },
  {
    name: 'reports',
    folder: 'functions/reactions/reports',
    trigger: { on: 'stream', batchSize: 100, reads: counted },
    memoryMegabytes: 512,
    touches: { table: ['batchGet', 'batchWrite', 'put', 'update'] },
  },
  {
    name: 'sla-check',
    folder: 'functions/schedules/sla-check',
    trigger: { on: 'schedule', everyMinutes: 1 },
    memoryMegabytes: 512,
    timeoutSeconds: 55,
    touches: { indexes: ['due'], sendsTo: ['due'], knows: ['dueShards'] },
  },
  {
    name: 'wake',
    folder: 'functions/schedules/wake',
    trigger: { on: 'schedule', everyMinutes: 1 },
    memoryMegabytes: 512,
    timeoutSeconds: 55,
    touches: { table: ['get', 'query'], indexes: ['due'], sendsTo: ['due', 'routing'], knows: ['dueShards'] },
  },
];
