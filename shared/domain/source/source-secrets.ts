import { emailSecretNames } from './email-source.ts';
import type { SourceInput } from './source.ts';

/** Encrypts one secret of a source. */
export type SealSecret = (sourceId: string, name: string, secret: string) => Promise<string>;

type Sealed = Readonly<Record<string, string>>;

function secretNamesOf(input: SourceInput): readonly string[] {
  return input.type === 'email' ? emailSecretNames[input.settings.provider] : [];
}

/**
 * The secrets after a change: those that it names are sealed anew, or forgotten when null; those that the source no
 * longer knows are forgotten too. `changed` names them all.
 */
export async function withSecrets(
  sealed: Sealed,
  given: { readonly sourceId: string; readonly input: SourceInput },
  seal: SealSecret,
): Promise<{ sealed: Sealed; changed: string[] }> {
  const { sourceId, input } = given;
  const known = secretNamesOf(input);
  const after = new Map(Object.entries(sealed).filter(([name]) => known.includes(name)));
  const changed = Object.keys(sealed).filter((name) => !known.includes(name));
  for (const [name, secret] of Object.entries<string | null | undefined>(input.secrets)) {
    if (secret === undefined || (secret === null && !after.has(name))) continue;
    if (secret === null) after.delete(name);
    else after.set(name, await seal(sourceId, name, secret));
    changed.push(name);
  }
  return { sealed: Object.fromEntries(after), changed: changed.sort() };
}
