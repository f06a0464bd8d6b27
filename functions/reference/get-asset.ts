import * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { assetByName } from './page/assets.ts';

export const getAsset = operation({
  method: 'GET',
  path: '/docs/{asset}',
  name: 'getAsset',
  summary: 'Get a file of the reference page',
  tag: 'reference',
  access: 'public',
  params: z.strictObject({ asset: z.string() }),
  answers: { 200: { description: 'The file.', type: 'text/plain; charset=utf-8' } },
  perform: async ({ params }) => {
    const asset = assetByName.get(params.asset);
    if (asset === undefined) {
      throw new Refusal('not-found', 'There is no such file');
    }
    return answer(200, asset.text, { 'content-type': asset.type, 'cache-control': 'public, max-age=300' });
  },
});
