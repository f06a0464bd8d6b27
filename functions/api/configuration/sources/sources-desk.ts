import type { SourceDesk } from '#shared/domain/source/configure-source.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';

/** What the routes of sources work with. */
export interface SourcesDesk extends ConfiguringDesk, SourceDesk {
  /** Where providers reach our webhooks. */
  readonly publicUrl: string;
}
