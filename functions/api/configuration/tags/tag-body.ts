import * as z from 'zod';
import { TagInput } from '#shared/domain/ticket/tag.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const TagBody = keptBody(TagInput).meta({ id: 'Tag' });

export const TagPath = z.strictObject({ tagId: z.string().max(100) });
