import * as z from 'zod';
import type { Permission } from '../access/permission.ts';
import { answer } from './answer.ts';
import { mergeInto } from './merge-into.ts';
import { notify } from './notify.ts';
import type { ActionOutcome, RuleReference, RuleScene } from './rule-action-kind.ts';
import { sendMail } from './send-mail.ts';
import { setSlaLevel } from './set-sla-level.ts';
import { stop } from './stop.ts';
import { type AnyKind, type SchemasOf, type TicketAction, ticketKinds } from './ticket-action.ts';
import { webhook } from './webhook.ts';

/** What only rules do; a new kind is a file beside this and a line here. */
const ruleKinds = [setSlaLevel, answer, sendMail, notify, webhook, mergeInto, stop] as const;

/** What a rule may do by its `type`: all that can be done to a ticket, and what only rules do (api.md, actions). */
export const RuleAction = z.discriminatedUnion('type', [
  ...(ticketKinds.map(({ schema }) => schema) as unknown as SchemasOf<typeof ticketKinds>),
  ...(ruleKinds.map(({ schema }) => schema) as unknown as SchemasOf<typeof ruleKinds>),
]);
export type RuleAction = z.output<typeof RuleAction>;

/** A kind with its own actions: the lists say which go together. */
interface AnyRuleKind {
  readonly type: string;
  readonly says: string;
  readonly schema: z.ZodType;
  readonly needsTicket: boolean;
  readonly opens: boolean;
  readonly needs: (action: RuleAction) => readonly Permission[];
  readonly refersTo?: (action: RuleAction) => readonly RuleReference[];
  readonly act: (scene: never, action: RuleAction) => ActionOutcome;
}

/** What is done to a ticket by hand, by many and by rules is one thing. */
function fromTicketKind({ names, act, ...kind }: AnyKind): AnyRuleKind {
  return {
    ...(kind as Omit<AnyRuleKind, 'act' | 'needsTicket'>),
    needsTicket: true,
    refersTo: (action) => {
      const { departmentId, agentId } = names?.(action as never) ?? {};
      return [
        ...(departmentId === undefined
          ? []
          : [{ path: 'departmentId', to: 'department', id: departmentId } as const]),
        ...(agentId ? [{ path: 'agentId', to: 'agent', id: agentId } as const] : []),
      ];
    },
    act: ((scene: RuleScene, action: RuleAction) =>
      scene.draft !== null && act(scene.draft, action as never, scene)) as AnyRuleKind['act'],
  };
}

/** Every kind of action of rules. */
export const ruleActionKinds: readonly AnyRuleKind[] = [
  ...(ticketKinds as unknown as readonly AnyKind[]).map(fromTicketKind),
  ...(ruleKinds as unknown as readonly AnyRuleKind[]),
];

const kindByType = new Map(ruleActionKinds.map((kind) => [kind.type, kind]));

function kindOf({ type }: RuleAction): AnyRuleKind {
  const kind = kindByType.get(type);
  if (kind === undefined) throw new Error(`there is no action ${type}`);
  return kind;
}

const ticketTypes: ReadonlySet<string> = new Set(ticketKinds.map(({ type }) => type));

/** Whether it can be done by hand and by many too. */
export const isTicketAction = (action: RuleAction): action is TicketAction => ticketTypes.has(action.type);

export const needsTicket = (action: RuleAction): boolean => kindOf(action).needsTicket;

/** Whether somebody may see tickets by it, or be told of them, that he did not see before. */
export const opensTickets = (action: RuleAction): boolean => kindOf(action).opens;

/** What one must be allowed to let a rule do it. */
export const permissionsFor = (action: RuleAction): readonly Permission[] => kindOf(action).needs(action);

/** What it names, by path within it. */
export const referencesOfAction = (action: RuleAction): readonly RuleReference[] =>
  kindOf(action).refersTo?.(action) ?? [];

/** Does it; refuses as the verb of an agent does. */
export function doAction(scene: RuleScene, action: RuleAction): ActionOutcome {
  const act = kindOf(action).act as (scene: RuleScene, action: RuleAction) => ActionOutcome;
  return act(scene, action);
}
