import { getAsset } from './get-asset.ts';
import { getDocument } from './get-document.ts';
import { getHealth } from './get-health.ts';
import { getProblem } from './get-problem.ts';
import { readReference } from './read-reference.ts';

export const operations = [getHealth, getDocument, readReference, getAsset, getProblem];
