import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { getConfigured, newlyKept, nextId, refuseUnknown, withInput } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { requireOwnAddresses } from './require-own-addresses.ts';
import type { Source, SourceInput } from './source.ts';
import { type SealSecret, withSecrets } from './source-secrets.ts';

export interface SourceDesk extends ConfigurationDesk {
  readonly seal: SealSecret;
}

/** Secrets are kept apart: the source itself knows only which are set. */
function shownOf({ secrets: _secrets, ...shown }: SourceInput, sealed: object) {
  return { ...shown, secretsSet: Object.keys(sealed).sort() };
}

interface Creation {
  readonly request: ChangeRequest;
  readonly input: SourceInput;
  readonly keep: (source: Source) => KeptAnswer | undefined;
}

/** Refuses with `in-use` a mail address of another source. */
export async function createSource(desk: SourceDesk, { request, input, keep }: Creation): Promise<Source> {
  const id = nextId('source', desk.ids);
  const secrets = await withSecrets({}, { sourceId: id, input }, desk.seal);
  const source = newlyKept(id, shownOf(input, secrets.sealed), toInstant(desk.now())) as Source;
  const decide = (configuration: Configuration) => {
    requireOwnAddresses(configuration, input, null);
    return { before: null, after: source, keep: keep(source), secrets };
  };
  await changeConfiguration(desk, 'source', { request, decide });
  return source;
}

interface Edit {
  readonly id: string;
  readonly request: ChangeRequest;
  /** What shall be said of it, and only the secrets that change. */
  readonly edit: (before: Source) => SourceInput;
}

export async function editSource(desk: SourceDesk, { id, request, edit }: Edit): Promise<Source> {
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'source', id }, request);
    const input = edit(before);
    requireOwnAddresses(configuration, input, id);
    const sealed = await desk.configuration.findSealed(id);
    const secrets = await withSecrets(sealed, { sourceId: id, input }, desk.seal);
    return {
      before,
      after: withInput(before, shownOf(input, secrets.sealed), toInstant(desk.now())),
      secrets,
    };
  };
  const after = await changeConfiguration(desk, 'source', { request, decide });
  return after ?? refuseUnknown('source');
}
