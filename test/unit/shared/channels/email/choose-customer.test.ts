import { describe, expect, it } from 'vitest';
import { chooseCustomer } from '#shared/channels/email/choose-customer.ts';
import { mailWith } from './mails.ts';

describe('chooseCustomer', () => {
  it.each([
    ['the author', {}, { address: 'ada@example.com', name: 'Ada' }],
    [
      'one address to answer to',
      { 'Reply-To': 'Bob <bob@example.com>' },
      { address: 'bob@example.com', name: 'Bob' },
    ],
    [
      'the author, whose name Reply-To leaves out',
      { 'Reply-To': 'ADA@example.com' },
      { address: 'ADA@example.com', name: 'Ada' },
    ],
    [
      'the author when there are two',
      { 'Reply-To': 'bob@example.com, carl@example.com' },
      { address: 'ada@example.com', name: 'Ada' },
    ],
    [
      'the author when it is ours',
      { 'Reply-To': 'help+x@example.org' },
      { address: 'ada@example.com', name: 'Ada' },
    ],
    ['the author when it is empty', { 'Reply-To': '"Bob" <>' }, { address: 'ada@example.com', name: 'Ada' }],
    [
      'Reply-To when there is no author',
      { From: null, 'Reply-To': 'bob@example.com' },
      { address: 'bob@example.com', name: null },
    ],
    ['nobody', { From: null }, null],
  ])('is %s', async (_, fields, customer) => {
    expect(chooseCustomer(await mailWith(fields), ['help@example.org'])).toEqual(customer);
  });
});
