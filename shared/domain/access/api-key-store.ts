import type { Records } from '../agent/organisation-store.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { ApiKey } from './api-key.ts';

export interface ApiKeyStore {
  /** Consistent. */
  find(id: string): Promise<ApiKey | undefined>;
  /** By creation, the newest first. */
  list(page: { limit: number; after: string | undefined }): Promise<Listed<ApiKey>>;
  /** Only while its agent is there; the secret is kept as its hash. */
  create(
    key: ApiKey,
    secret: string,
    records: Records,
  ): Promise<'saved' | 'changed-meanwhile' | 'kept-already'>;
  remove(key: ApiKey, records: Records): Promise<'saved' | 'changed-meanwhile' | 'kept-already'>;
}
