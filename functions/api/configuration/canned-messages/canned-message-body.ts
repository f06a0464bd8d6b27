import * as z from 'zod';
import { CannedMessageInput } from '#shared/domain/ticket/canned-message.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const CannedMessageBody = keptBody(CannedMessageInput).meta({ id: 'CannedMessage' });

export const CannedMessagePath = z.strictObject({ cannedMessageId: z.string().max(100) });
