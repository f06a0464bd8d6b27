import type { Principal } from '../access/principal.ts';
import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration, ConfiguredThings } from '../account/configuration.ts';
import { getConfigured, newlyKept, nextId, refuseUnknown, withInput } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { toInstant } from '../business-time/instant.ts';
import type { SealSecret } from '../source/source-secrets.ts';
import { requireMayBeGiven } from '../ticket/recipient.ts';
import { ordersMore, requireMayOrder } from './judge-rule.ts';
import type { Rule, RuleInput } from './rule.ts';
import { requireKnownFields } from './rule-fields.ts';
import { type SealedSecrets, withSealedSecrets } from './rule-secrets.ts';
import type { TimeRule, TimeRuleInput } from './time-rule.ts';

export interface RuleConfigurationDesk extends ConfigurationDesk {
  readonly seal: SealSecret;
  readonly agents: Pick<AgentStore, 'findRecord'>;
}

/** Rules of events, and of time: both hold secrets of those whom they call. */
interface Inputs {
  readonly rule: RuleInput;
  readonly timeRule: TimeRuleInput;
}
type RuleKind = keyof Inputs;

interface Creation<Kind extends RuleKind> {
  readonly request: ChangeRequest;
  readonly input: Inputs[Kind];
  readonly keep: (rule: ConfiguredThings[Kind]) => KeptAnswer | undefined;
}

/**
 * Refuses with `invalid` what refers to something unknown, and a webhook without a secret; with `forbidden` what its author
 * may not do himself, and with `agent-only-reads` who is given nothing there (decision 013).
 */
export async function createRule<Kind extends RuleKind>(
  desk: RuleConfigurationDesk,
  kind: Kind,
  { request, input, keep }: Creation<Kind>,
): Promise<ConfiguredThings[Kind]> {
  const id = nextId(kind, desk.ids);
  const secrets = await withSealedSecrets({}, { ruleId: id, actions: input.actions }, desk.seal);
  const said = { ...input, actions: secrets.actions };
  const rule = newlyKept(id, said, toInstant(desk.now())) as unknown as ConfiguredThings[Kind];
  const decide = async (configuration: Configuration) => {
    requireKnownFields(rule, configuration);
    await judge(desk, { before: null, after: rule, principal: request.principal }, configuration);
    return { before: null, after: rule, keep: keep(rule), secrets: shownOf(secrets) };
  };
  await changeConfiguration(desk, kind, { request, decide });
  return rule;
}

interface Edit<Kind extends RuleKind> {
  readonly id: string;
  readonly request: ChangeRequest;
  /** What shall be said of it, given what was; a secret that it does not name stays. */
  readonly edit: (before: ConfiguredThings[Kind]) => Inputs[Kind];
}

/** Refuses likewise what the rule shall do from now on and did not before. */
export async function editRule<Kind extends RuleKind>(
  desk: RuleConfigurationDesk,
  kind: Kind,
  { id, request, edit }: Edit<Kind>,
): Promise<ConfiguredThings[Kind]> {
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind, id }, request);
    const input = edit(before);
    const sealed = await desk.configuration.findSealed(id);
    const secrets = await withSealedSecrets(sealed, { ruleId: id, actions: input.actions }, desk.seal);
    const after = withInput(before, { ...input, actions: secrets.actions }, toInstant(desk.now()));
    requireKnownFields(after, configuration);
    await judge(desk, { before, after, principal: request.principal }, configuration);
    return { before, after, secrets: shownOf(secrets) };
  };
  const after = await changeConfiguration(desk, kind, { request, decide });
  return after ?? refuseUnknown(kind);
}

const shownOf = ({ sealed, changed }: SealedSecrets) => ({ sealed, changed });

interface Judged {
  readonly before: Rule | TimeRule | null;
  readonly after: Rule | TimeRule;
  readonly principal: Principal;
}

async function judge(
  desk: RuleConfigurationDesk,
  { before, after, principal }: Judged,
  configuration: Configuration,
): Promise<void> {
  if (before !== null && !ordersMore(before, after)) return;
  requireMayOrder(principal, after, configuration);
  await requireRecipients(desk, after);
}

/** Who is not there at all is told with the other references. */
async function requireRecipients(
  { agents }: RuleConfigurationDesk,
  { actions }: Rule | TimeRule,
): Promise<void> {
  for (const action of actions) {
    if (action.type !== 'transfer' || action.departmentId === undefined) continue;
    const { agentId } = action;
    if (agentId === undefined || agentId === null || agentId === 'lastAgent') continue;
    requireMayBeGiven((await agents.findRecord(agentId)) ?? null, action.departmentId);
  }
}
