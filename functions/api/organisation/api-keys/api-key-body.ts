import * as z from 'zod';
import { ApiKeyInput } from '#shared/domain/access/api-key.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

const lastUsedAt = z.iso.datetime().nullable().meta({ description: 'To the hour' });

export const ApiKeyBody = keptBody(ApiKeyInput.extend({ lastUsedAt })).meta({ id: 'ApiKey' });

export const NewApiKeyBody = ApiKeyBody.extend({
  key: z.string().meta({ description: 'Shown only now' }),
}).meta({ id: 'NewApiKey' });

export const ApiKeyPath = z.strictObject({ keyId: z.string().max(100) });
