import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { AnswerOf, Frozen } from '#shared/lambda/answer.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';

const Params = z.strictObject({ id: z.string() });
const found = { 200: { description: 'Found', body: z.strictObject({ tags: z.array(z.string()) }) } } as const;

describe('operation', () => {
  it('types what it is called with by its schemas', () => {
    const declared: Operation<{ readonly tags: readonly string[] }> = operation({
      method: 'POST',
      path: '/v1/things/{id}',
      name: 'renameThing',
      summary: 'Rename a thing',
      permission: 'tickets.reply',
      params: Params,
      body: z.strictObject({ name: z.string().optional() }),
      answers: { ...found, 204: { description: 'Nothing new' } },
      perform: async ({ params, body, principal }, desk: { readonly tags: readonly string[] }) => {
        expectTypeOf(params).toEqualTypeOf<{ id: string }>();
        expectTypeOf(body).toEqualTypeOf<{ name?: string | undefined }>();
        expectTypeOf(principal).toEqualTypeOf<Principal>();
        return body.name === undefined ? answer(204) : answer(200, { tags: desk.tags });
      },
    });

    expect(declared).toMatchObject({ method: 'POST', permission: 'tickets.reply' });
  });

  it('gives public operations nobody', () => {
    const declared = operation({
      method: 'GET',
      path: '/public/things',
      name: 'findThings',
      summary: 'Find things',
      access: 'public',
      answers: { 204: { description: 'None' } },
      perform: async ({ principal, body }) => {
        expectTypeOf(principal).toEqualTypeOf<null>();
        expectTypeOf(body).toEqualTypeOf<null>();
        return answer(204);
      },
    });

    expect(declared.permission).toBeNull();
  });

  it('does not compile without a declared permission, or with one beside public access', () => {
    const bare = {
      method: 'GET',
      path: '/v1/things',
      name: 'findThings',
      summary: 'Find things',
      answers: { 204: { description: 'None' } },
      perform: async () => answer(204),
    } as const;

    // @ts-expect-error neither a permission nor public access
    expect(operation(bare).permission).toBeNull();
    // @ts-expect-error no such permission
    expect(operation({ ...bare, permission: 'tickets.everything' })).toBeDefined();
    // @ts-expect-error both at once
    expect(operation({ ...bare, permission: 'anyone', access: 'public' })).toBeDefined();
    expect(operation({ ...bare, permission: 'anyone' }).permission).toBe('anyone');
  });

  it('lets values that nobody may change be answered', () => {
    expectTypeOf<Frozen<{ tags: string[] }>>().toEqualTypeOf<{ readonly tags: readonly string[] }>();
    expectTypeOf<AnswerOf<typeof found>['status']>().toEqualTypeOf<200>();
    expectTypeOf<{ status: 404; body: null; headers: Record<string, string> }>().not.toExtend<
      AnswerOf<typeof found>
    >();
  });
});
