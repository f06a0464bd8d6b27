import * as z from 'zod';
import { CustomRoleInput } from '#shared/domain/access/custom-role.ts';
import { permissions } from '#shared/domain/access/permission.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

const granted = z.array(z.enum(permissions));

export const RoleBody = keptBody(
  z.strictObject({
    name: CustomRoleInput.shape.name,
    builtIn: z.boolean().meta({ description: 'owner, admin and agent are, and never change' }),
    granted,
    revoked: granted,
    permissions: granted.meta({ description: 'What it comes to' }),
  }),
).meta({ id: 'Role' });

export const RolePath = z.strictObject({ roleId: z.string().max(100) });
