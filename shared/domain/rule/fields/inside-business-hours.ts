import { businessTimeFor, levelOf } from '../../account/account.ts';
import { defaultDepartmentId } from '../../ids.ts';
import type { Field } from '../field.ts';

export const insideBusinessHours: Field = {
  name: 'insideBusinessHours',
  says: 'Whether its business hours are running: of its SLA level, else of its department, else of the account',
  type: 'truth',
  isOfClock: true,
  valueOf: ({ account, ticket, departmentId, at }) => {
    const level = levelOf(account, ticket?.levelId ?? null);
    return businessTimeFor(account, level, departmentId ?? defaultDepartmentId).isOpen(at);
  },
};
