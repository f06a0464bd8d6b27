import { existsSync } from 'node:fs';

export interface FirstAccountRequest {
  readonly tableName: string;
  readonly keyId: string;
  readonly ownerKey?: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface OpenAccountModule {
  openAccount(request: FirstAccountRequest): Promise<{ readonly ownerKey: string | null }>;
}

/** Opens the account on the first start; a later start finds it and gets no key. */
export async function openFirstAccount(request: FirstAccountRequest): Promise<string | null> {
  const module = new URL('../open-account.ts', import.meta.url);
  if (!existsSync(module)) return null;
  const { openAccount } = (await import(module.href)) as OpenAccountModule;
  return (await openAccount(request)).ownerKey;
}
