import { randomBytes } from 'node:crypto';

/** 256 random bits; the prefix lets scanners of published code find a key that got there. */
export const makeApiKeySecret = (): string => `smk_${randomBytes(32).toString('base64url')}`;

/** As Standard Webhooks has them: base64 of 256 random bits. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** 256 random bits; it opens one live connection, within a minute. */
export const makeLiveSecret = (): string => `smlt_${randomBytes(32).toString('base64url')}`;
