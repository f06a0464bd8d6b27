import type { FunctionDescription } from './function-description.ts';

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

/** Each answers the routes of its folder, or those of the WebSocket API. */
export const httpFunctions: readonly FunctionDescription[] = [
  {
    name: 'api-tickets',
    folder: 'functions/api/tickets',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'batchGet', 'query', 'put', 'update', 'delete'],
      indexes: [...ticketLists, 'waiting', 'waiting-last-agent'],
      rawMail: ['read'],
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
      knows: [
        'publicUrl',
        'allowedOrigins',
        'mailDomains',
        'dueShards',
        'requestsPerMinute',
        'issuer',
        'liveUrl',
      ],
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
      knows: ['publicUrl', 'allowedOrigins', 'dueShards', 'requestsPerMinute', 'issuer'],
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
    name: 'api-sla',
    folder: 'functions/api/sla',
    trigger: { on: 'http' },
    memoryMegabytes: 1024,
    touches: {
      table: ['get', 'query', 'put', 'update'],
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
    name: 'live',
    folder: 'functions/live',
    trigger: { on: 'live' },
    memoryMegabytes: 512,
    touches: { table: ['get', 'query', 'put', 'update', 'delete'], sendsTo: ['notices'] },
  },
  {
    name: 'reference',
    folder: 'functions/reference',
    trigger: { on: 'http' },
    memoryMegabytes: 512,
    touches: { knows: ['publicUrl'] },
  },
];
