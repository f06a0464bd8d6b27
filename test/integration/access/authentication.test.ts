import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '#infra/open-account.ts';
import { openAccountStore } from '#shared/persistence/account-store.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

const ownerKey = 'owner-key-of-the-test';
const caller = { sourceIp: '203.0.113.9', requestId: 'req-1' };
let started: TestTable;

const request = (changes: { ownerKey?: string } = {}) => ({
  tableName: started.name,
  keyId: started.keyId,
  environment: started.environment,
  ...changes,
});

beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.close());

describe('openAccount', () => {
  it('opens one account when two start at once, and gives one key', async () => {
    const outcomes = await Promise.all([openAccount(request()), openAccount(request())]);

    const given = outcomes.flatMap(({ ownerKey: key }) => key ?? []);
    expect(given).toHaveLength(1);
    expect(given[0]).toMatch(/^smk_[\w-]{43}$/);
    const account = await openAccountStore(started.table).load();
    expect([...account.departmentById.keys()]).toEqual(['dep_default']);
    expect(account.settings.timezone).toBe('UTC');
  });

  it('gives no key when the account exists', async () => {
    expect(await openAccount(request())).toEqual({ ownerKey: null });
  });

  it('adds a key that was asked for, once', async () => {
    expect(await openAccount(request({ ownerKey }))).toEqual({ ownerKey });
    expect(await openAccount(request({ ownerKey }))).toEqual({ ownerKey: null });

    const principal = await openAuthentication(started.table, started.clock.now)(ownerKey, caller);
    expect(principal).toMatchObject({ name: 'Owner', role: 'owner' });
  });
});

describe('authentication', () => {
  it.each(['', 'unknown', 'x'.repeat(501)])('refuses the key "%s"', async (token) => {
    const authenticate = openAuthentication(started.table, started.clock.now);

    await expect(authenticate(token, caller)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
