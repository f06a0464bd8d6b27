import type { MergedCustomer } from '../customer/merged-customer.ts';
import type { Announce } from './announcement.ts';

export const announceMergedCustomer: Announce = ({ after }) => [
  { to: 'merges', merged: after.data as MergedCustomer },
];
