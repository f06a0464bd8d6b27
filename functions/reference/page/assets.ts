import { script } from './script.ts';
import { stylesheet } from './stylesheet.ts';

export interface Asset {
  readonly type: string;
  readonly text: string;
}

/** Kept as text in the bundle: small, and nothing to find on a disk. */
export const assetByName: ReadonlyMap<string, Asset> = new Map([
  ['reference.css', { type: 'text/css; charset=utf-8', text: stylesheet }],
  ['reference.js', { type: 'text/javascript; charset=utf-8', text: script }],
]);
