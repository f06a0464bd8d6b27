import * as z from 'zod';
import { DepartmentInput } from '#shared/domain/department/department.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const DepartmentBody = keptBody(DepartmentInput).meta({ id: 'Department' });

export const DepartmentPath = z.strictObject({ departmentId: z.string().max(100) });
