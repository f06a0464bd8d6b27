import { referencesOfAction } from '../action/rule-action.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { ConditionGroups } from '../rule/condition.ts';
import { findField } from '../rule/fields.ts';
import type { RuleActions } from '../rule/rule.ts';
import { conditionsOf } from '../rule/rule-patterns.ts';
import { type TemplateKind, templateKinds } from '../template/template-kind.ts';
import {
  type AnyConfigured,
  type Configuration,
  type ConfiguredKind,
  type ConfiguredThings,
  configuredNouns,
} from './configuration.ts';

/** Where one thing names another, by the path of the field that does. */
export interface Reference {
  readonly path: string;
  readonly to: ConfiguredKind | 'agent';
  readonly id: string;
  /** Of a template: the kind that it has to be of. */
  readonly templateKind?: TemplateKind;
}

type MaybeReference = Omit<Reference, 'id'> & { readonly id: string | null };

type ReferencesOf = {
  readonly [Kind in ConfiguredKind]: (thing: ConfiguredThings[Kind]) => MaybeReference[];
};

const toBusinessHours = ({ businessHoursId }: { businessHoursId: string | null }): MaybeReference[] => [
  { path: 'businessHoursId', to: 'calendar', id: businessHoursId },
];

/** A new kind of thing says here what it refers to. */
const referencesByKind: ReferencesOf = {
  settings: toBusinessHours,
  calendar: () => [],
  level: toBusinessHours,
  department: (department) => [
    ...toBusinessHours(department),
    { path: 'escalation.departmentId', to: 'department', id: department.escalation.departmentId },
    { path: 'escalation.agentId', to: 'agent', id: department.escalation.agentId },
    ...templateKinds.map(
      (kind) =>
        ({
          path: `templateIds.${kind}`,
          to: 'template',
          id: department.templateIds[kind],
          templateKind: kind,
        }) as const,
    ),
  ],
  source: ({ departmentId }) => [{ path: 'departmentId', to: 'department', id: departmentId }],
  customStatus: () => [],
  customField: () => [],
  role: () => [],
  slaRule: (rule) => [{ path: 'levelId', to: 'level', id: rule.levelId }, ...ofConditions(rule)],
  rule: (rule) => [...ofConditions(rule), ...ofActions(rule)],
  timeRule: (rule) => [...ofConditions(rule), ...ofActions(rule)],
  tag: () => [],
  template: () => [],
  cannedMessage: ({ departmentId }) => [{ path: 'departmentId', to: 'department', id: departmentId }],
  closedDepartment: ({ substituteId }) => [{ path: 'substituteId', to: 'department', id: substituteId }],
  webhookSubscription: () => [],
};

const ofActions = ({ actions }: { actions: RuleActions }): MaybeReference[] =>
  actions.flatMap((action, position) =>
    referencesOfAction(action).map(({ path, to, id }) => ({ path: `actions.${position}.${path}`, to, id })),
  );

function ofConditions(rule: { groups: ConditionGroups }): MaybeReference[] {
  return conditionsOf(rule).flatMap(({ path, condition: { field, value } }) => {
    const to = findField(field)?.field.refersTo;
    if (to === undefined || value === undefined || value === null) return [];
    if (typeof value !== 'object') return [{ path: `${path}.value`, to, id: String(value) }];
    return value.map((one, position) => ({ path: `${path}.value.${position}`, to, id: String(one) }));
  });
}

export function referencesOf({ kind, thing }: AnyConfigured): Reference[] {
  const references = referencesByKind[kind] as (thing: unknown) => MaybeReference[];
  return references(thing).flatMap((reference) =>
    reference.id === null ? [] : [{ ...reference, id: reference.id }],
  );
}

/** Finds those of these agents who are there. */
export type FindAgents = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** Refuses with `invalid`, naming the path of each field that refers to nothing. */
export async function requireReferences(
  one: AnyConfigured,
  configuration: Configuration,
  findAgents: FindAgents,
): Promise<void> {
  const references = referencesOf(one);
  const agentIds = references.filter(({ to }) => to === 'agent').map(({ id }) => id);
  const agents = agentIds.length === 0 ? new Set<string>() : await findAgents(agentIds);
  const isKnown = (reference: Reference) => {
    if (reference.to === 'agent') return agents.has(reference.id);
    return isItself(one, reference) || isFound(configuration, { ...reference, to: reference.to });
  };
  const errors = references.filter((reference) => !isKnown(reference)).map(toFault);
  if (errors.length > 0) throw new Refusal('invalid', 'The request names what does not exist.', { errors });
}

function isFound(
  configuration: Configuration,
  { to, id, templateKind }: Reference & { to: ConfiguredKind },
): boolean {
  if (templateKind !== undefined) return configuration.find('template', id)?.kind === templateKind;
  return configuration.find(to, id) !== undefined;
}

/** A department that is being made may not name itself yet, but a change of it may. */
const isItself = ({ kind, thing }: AnyConfigured, { to, id }: Pick<Reference, 'to' | 'id'>) =>
  kind === to && thing.id === id;

const wordOf = (to: Reference['to']) =>
  to in configuredNouns ? configuredNouns[to as ConfiguredKind].word : to;

const toFault = ({ path, to }: Reference): InputFault => ({
  path,
  message: `There is no such ${wordOf(to)}`,
});

/** Refuses with `in-use` when anything else refers to it. */
export function requireUnused(configuration: Configuration, { to, id }: Pick<Reference, 'to' | 'id'>): void {
  const user = configuration.all.find(
    (one) =>
      !isItself(one, { to, id }) &&
      referencesOf(one).some((reference) => reference.to === to && reference.id === id),
  );
  if (user === undefined) return;
  const { word } = configuredNouns[user.kind];
  const name = 'name' in user.thing ? ` "${user.thing.name}"` : '';
  throw new Refusal('in-use', `The ${word}${name} refers to it.`, { id: user.thing.id });
}
