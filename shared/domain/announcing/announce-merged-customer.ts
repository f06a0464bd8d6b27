import type { MergedCustomer } from '../customer/merged-customer.ts';
import { mergeToRules } from './announce-to-rules.ts';
import type { Announce } from './announcement.ts';

export const announceMergedCustomer: Announce = ({ after }, context) => {
  const merged = after.data as MergedCustomer;
  return [{ to: 'merges', merged }, ...mergeToRules(merged, context)];
};
