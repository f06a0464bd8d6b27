import type { AnyOperation } from '#shared/lambda/operation.ts';
import { operations as reference } from './operations.ts';

/** Every route of the system, in the order in which people read about them. */
export const allOperations: readonly AnyOperation[] = [...reference];
