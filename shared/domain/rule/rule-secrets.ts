import type { RuleAction } from '../action/rule-action.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { SealSecret } from '../source/source-secrets.ts';

type Sealed = Readonly<Record<string, string>>;

export interface SealedSecrets {
  /** Without secrets: they are written, and never read back. */
  readonly actions: RuleAction[];
  /** By the address that is called. */
  readonly sealed: Sealed;
  readonly changed: string[];
}

interface Given {
  readonly ruleId: string;
  readonly actions: readonly RuleAction[];
}

/** Takes the secrets of webhooks out of the actions; one that is not said stays what it was for its address. */
export async function withSealedSecrets(
  before: Sealed,
  { ruleId, actions }: Given,
  seal: SealSecret,
): Promise<SealedSecrets> {
  const secrets = actions.flatMap((action, position) =>
    action.type === 'webhook' ? [{ ...action, path: `actions.${position}.secret` }] : [],
  );
  const after = new Map<string, string>();
  const changed: string[] = [];
  const errors: InputFault[] = [];
  for (const { url, secret, path } of secrets) {
    const known = after.get(url) ?? before[url];
    if (secret === null && known === undefined) errors.push({ path, message: 'is needed for a new address' });
    else if (secret === null) after.set(url, known ?? '');
    else {
      after.set(url, await seal(ruleId, url, secret));
      changed.push(url);
    }
  }
  if (errors.length > 0) throw new Refusal('invalid', 'A webhook has no secret.', { errors });
  const forgotten = Object.keys(before).filter((url) => !after.has(url));
  return {
    actions: actions.map((action) => (action.type === 'webhook' ? { ...action, secret: null } : action)),
    sealed: Object.fromEntries(after),
    changed: [...new Set([...changed, ...forgotten])].sort(),
  };
}
