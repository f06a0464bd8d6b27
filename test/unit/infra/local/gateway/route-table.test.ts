import { describe, expect, it } from 'vitest';
import { RouteTable } from '#infra/local/gateway/route-table.ts';

const keys = [
  '$default',
  'ANY /v1/{proxy+}',
  'ANY /v1/tickets/{ticketId}',
  'GET /v1/tickets/{ticketId}',
  'ANY /v1/tickets/search',
  'ANY /v1/tickets/{ticketId}/messages',
  'POST /v1/tickets',
  'GET /',
];
const table = new RouteTable(keys.map((routeKey) => ({ routeKey, functionName: routeKey })));

describe('the route of a request', () => {
  it.each([
    ['GET /', 'GET /', {}],
    ['GET /v1/tickets/tkt_1', 'GET /v1/tickets/{ticketId}', { ticketId: 'tkt_1' }],
    ['DELETE /v1/tickets/tkt_1', 'ANY /v1/tickets/{ticketId}', { ticketId: 'tkt_1' }],
    ['GET /v1/tickets/search', 'ANY /v1/tickets/search', {}],
    ['GET /v1/tickets/a%20b', 'GET /v1/tickets/{ticketId}', { ticketId: 'a b' }],
    ['GET /v1/tickets/%zz', 'GET /v1/tickets/{ticketId}', { ticketId: '%zz' }],
    ['POST /v1/tickets/tkt_1/messages', 'ANY /v1/tickets/{ticketId}/messages', { ticketId: 'tkt_1' }],
    ['POST /v1/tickets', 'POST /v1/tickets', {}],
    ['GET /v1/tickets', 'ANY /v1/{proxy+}', { proxy: 'tickets' }],
    ['GET /v1/a/b%2Fc', 'ANY /v1/{proxy+}', { proxy: 'a/b/c' }],
    ['GET /v2', '$default', {}],
    ['GET /v1/tickets/', 'ANY /v1/{proxy+}', { proxy: 'tickets/' }],
  ])('%s is %s', (request, routeKey, pathParameters) => {
    const [method = '', path = ''] = request.split(' ');
    expect(table.find(method, path)).toEqual({ routeKey, functionName: routeKey, pathParameters });
  });

  it('is none without a default', () => {
    expect(new RouteTable([]).find('GET', '/x')).toBeUndefined();
  });
});
