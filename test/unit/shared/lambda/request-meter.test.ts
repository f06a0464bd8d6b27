import { describe, expect, it } from 'vitest';
import { RateLimits, type RateSubject } from '#shared/domain/access/rate-limit.ts';
import { serve } from '#shared/lambda/serve.ts';
import { httpEvent, lambdaContext } from './http-event.ts';
import { connect, getThing, good } from './things.ts';

describe('a function with limits', () => {
  it.each(['key', 'address'] as const)('answers 429 when the budget of the %s is used up', async (kind) => {
    let leases = 0;
    const lease = async () => {
      leases += 1;
      return leases <= 2;
    };
    const budgets = { key: 0, address: 0, [kind]: 10 };
    const limits = new RateLimits({ lease }, budgets, () => 15_000);
    const handler = serve([getThing], () => ({ ...connect(), limits }));

    const statuses: number[] = [];
    for (let request = 0; request < 6; request++) {
      const reply = await handler(httpEvent('GET /v1/things/thg_1', { headers: good }), lambdaContext);
      statuses.push(reply.statusCode);
      if (reply.statusCode === 429) {
        expect(reply.headers['retry-after']).toBe('45');
        expect(JSON.parse(reply.body)).toMatchObject({ code: 'too-many-requests', status: 429 });
      }
    }

    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('counts all addresses of one IPv6 network together', async () => {
    const subjects: string[] = [];
    const lease = async ({ id }: RateSubject) => {
      subjects.push(id);
      return true;
    };
    const limits = new RateLimits({ lease }, { key: 0, address: 10 }, () => 15_000);
    const handler = serve([getThing], () => ({ ...connect(), limits }));

    for (const sourceIp of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1', '203.0.113.9']) {
      await handler(httpEvent('GET /v1/things/thg_1', { headers: good, sourceIp }), lambdaContext);
    }

    expect(new Set(subjects)).toEqual(new Set(['2001:db8:1:2::/64', '2001:db8:1:3::/64', '203.0.113.9']));
  });
});
