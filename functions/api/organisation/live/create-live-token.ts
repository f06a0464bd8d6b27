import * as z from 'zod';
import { createLiveToken as create } from '#shared/domain/live/create-live-token.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';

const LiveTokenBody = z
  .strictObject({
    url: z.string().meta({ description: 'Connect to this, with `?token=` behind it' }),
    token: z.string().meta({ description: 'Shown only now; opens one connection' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'LiveToken' });

export const createLiveToken = operation({
  method: 'POST',
  path: '/v1/live-tokens',
  name: 'createLiveToken',
  summary: 'Get a token for a live connection',
  description:
    'Connect within a minute to `url?token=…`, after a break with `&after=<id of the last notice>`. What is said there is in `x-websocket`.',
  permission: 'anyone',
  repeatable: 'secret',
  answers: { 201: { description: 'A token for one connection', body: LiveTokenBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const { token, secret } = await create(desk, {
      caller: call.principal,
      keep: ({ id }) => call.keep(201, null, { resourceId: id }),
    });
    const url = desk.liveUrl.replace('{host}', () => call.headers.get('host') ?? '');
    return answer(201, { url, token: secret, expiresAt: token.expiresAt });
  },
});
