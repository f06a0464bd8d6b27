import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commaSeparated, paging } from '#shared/lambda/list-query.ts';

const Query = z.strictObject({ ...paging, status: commaSeparated(z.enum(['new', 'open'])).optional() });

describe('the query of a list', () => {
  it('has 25 items unless told', () => {
    expect(Query.parse({})).toEqual({ limit: 25 });
  });

  it.each([
    ['1', 1],
    ['100', 100],
  ])('accepts the limit %s', (limit, expected) => {
    expect(Query.parse({ limit }).limit).toBe(expected);
  });

  it.each(['0', '101', '-1', '1.5', '1e1', ' 5', '', 'many'])('refuses the limit "%s"', (limit) => {
    expect(Query.safeParse({ limit }).error?.issues[0]?.path).toEqual(['limit']);
  });

  it('reads several values by comma', () => {
    expect(Query.parse({ status: 'new, open' }).status).toEqual(['new', 'open']);
  });

  it.each(['new,closed', '', 'new,'])('refuses "%s"', (status) => {
    expect(Query.safeParse({ status }).error?.issues[0]?.path[0]).toBe('status');
  });
});
