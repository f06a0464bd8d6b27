import type { FunctionDescription } from './function-description.ts';
import { announced, counted } from './stream-filters.ts';

/** Started by a queue, the table's stream or a schedule. */
export const reactions: readonly FunctionDescription[] = [
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
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
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
      sendsTo: ['automation', 'outbound', 'jobs', 'webhooks', 'due'],
      knows: ['dueShards'],
    },
  },
  {
    name: 'deliver',
    folder: 'functions/reactions/deliver',
    trigger: { on: 'queue', queue: 'webhooks', batchSize: 10 },
    memoryMegabytes: 512,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update'],
      dataKey: true,
      knows: ['dueShards', 'attachmentBucket'],
    },
  },
  {
    name: 'notify',
    folder: 'functions/reactions/notify',
    trigger: { on: 'queue', queue: 'notices', batchSize: 10 },
    memoryMegabytes: 512,
    touches: {
      table: ['get', 'batchGet', 'query', 'put'],
      knows: ['dueShards', 'attachmentBucket'],
    },
  },
  {
    name: 'automate',
    folder: 'functions/reactions/automate',
    trigger: { on: 'queue', queue: 'automation', batchSize: 10 },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
      rawMail: ['read'],
      attachments: ['read', 'write'],
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
        'department-updated',
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
    touches: {
      table: ['get', 'query'],
      sendsTo: ['routing', 'automation', 'outbound', 'jobs', 'webhooks', 'notices', 'due'],
      publishes: true,
    },
  },
  {
    name: 'reports',
    folder: 'functions/reactions/reports',
    trigger: { on: 'stream', batchSize: 100, reads: counted },
    memoryMegabytes: 512,
    touches: { table: ['batchGet', 'batchWrite', 'put', 'update', 'delete'] },
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
