import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { RoleId } from '../ids.ts';
import { permissions } from './permission.ts';

const Permissions = z.array(z.enum(permissions)).max(permissions.length);

/** A role of the account's own: what an agent may by default, with permissions granted and revoked one by one. */
export const CustomRoleInput = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    granted: Permissions.default([]),
    revoked: Permissions.default([]),
  })
  .refine(({ granted, revoked }) => !granted.some((permission) => revoked.includes(permission)), {
    path: ['revoked'],
    message: 'names what is granted',
  });
export type CustomRoleInput = z.infer<typeof CustomRoleInput>;

export type CustomRole = Kept<RoleId, CustomRoleInput>;
