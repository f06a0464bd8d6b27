import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { Instant } from '../business-time/instant.ts';
import { AgentId, type ApiKeyId } from '../ids.ts';
import { permissions } from './permission.ts';

const Network = z.union([z.cidrv4(), z.cidrv6()], { error: 'is not a network such as 203.0.113.0/24' });

/** What is said of a key; `permissions` null means everything that its agent may do (api.md, shapes). */
export const ApiKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  agentId: AgentId,
  permissions: z.array(z.enum(permissions)).max(permissions.length).nullable().default(null),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  allowedNetworks: z.array(Network).max(50).default([]),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** The secret itself is shown once and kept nowhere. */
export type ApiKey = Kept<ApiKeyId, ApiKeyInput> & {
  /** To the hour. */
  readonly lastUsedAt: Instant | null;
};
