import { createCustomer } from './create-customer.ts';
import { editCustomer } from './edit-customer.ts';
import { eraseCustomer } from './erase-customer.ts';
import { getCustomer } from './get-customer.ts';
import { listCustomerTickets } from './list-customer-tickets.ts';
import { listCustomers } from './list-customers.ts';
import { mergeCustomers } from './merge-customers.ts';
import { removeCustomer } from './remove-customer.ts';

export const operations = [
  listCustomers,
  createCustomer,
  getCustomer,
  editCustomer,
  removeCustomer,
  eraseCustomer,
  mergeCustomers,
  listCustomerTickets,
];
