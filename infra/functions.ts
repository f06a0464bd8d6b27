import type { FunctionDescription } from './function-description.ts';
import { httpFunctions } from './http-functions.ts';
import { reactions } from './reactions.ts';

/** A new function is one entry in one of these, and one folder under `functions`. */
export const functions: readonly FunctionDescription[] = [...httpFunctions, ...reactions];
