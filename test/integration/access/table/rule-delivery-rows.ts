import { newDelivery } from '#shared/domain/webhook/delivery.ts';
import { openDeliveryStore } from '#shared/persistence/delivery-store.ts';
import type { Row } from './row.ts';
import type { Staff } from './staff.ts';

const at = '2026-11-21T12:00:00.000Z';
const url = 'https://hooks.example.com/';
const actions = [{ type: 'webhook', url, secret: 'a-secret-of-the-hook' }];
const kinds = {
  rule: { path: '/v1/rules', trigger: 'ticket.created' },
  timeRule: { path: '/v1/time-rules', trigger: { kind: 'sinceCreated', minutes: 5 } },
} as const;
type RuleKind = keyof typeof kinds;

/** Inactive: nobody is told but by these rows. */
async function aRule({ make }: Staff, kind: RuleKind) {
  const { path, trigger } = kinds[kind];
  const { id } = await make(`POST ${path}`, { name: 'W', active: false, trigger, groups: [], actions });
  return { id, path: `${path}/${id}` };
}

/** As the function that runs rules would have it. */
async function aDelivery(staff: Staff, ruleKind: RuleKind): Promise<string> {
  const { id: ruleId, path } = await aRule(staff, ruleKind);
  const event = { id: `ent_${staff.next()}`, type: 'ticket.created', at, ticketId: null };
  const to = { ruleId, ruleKind, position: 0, url, method: 'POST' } as const;
  const delivery = newDelivery(event, { to, payload: '{}', at });
  await openDeliveryStore(staff.table, 4).add(delivery);
  return `${path}/deliveries/${delivery.id}`;
}

type Ask = (staff: Staff, kind: RuleKind) => ReturnType<Row['ask']>;

const bothKinds = (of: (names: string) => string, success: number, ask: Ask): Record<string, Row> => ({
  [of('Rule')]: row(success, (staff) => ask(staff, 'rule')),
  [of('TimeRule')]: row(success, (staff) => ask(staff, 'timeRule')),
});
const row = (success: number, ask: Row['ask']): Row => ({
  needs: 'rules.manage',
  about: 'whole',
  success,
  ask,
});

export const ruleDeliveryRows: Readonly<Record<string, Row>> = {
  ...bothKinds(
    (kind) => `list${kind}Endpoints`,
    200,
    async (staff, kind) => [`GET ${(await aRule(staff, kind)).path}/endpoints`],
  ),
  ...bothKinds(
    (kind) => `list${kind}Deliveries`,
    200,
    async (staff, kind) => [`GET ${(await aRule(staff, kind)).path}/deliveries`],
  ),
  ...bothKinds(
    (kind) => `replay${kind}Delivery`,
    200,
    async (staff, kind) => [`POST ${await aDelivery(staff, kind)}/replay`],
  ),
  ...bothKinds(
    (kind) => `replay${kind}Deliveries`,
    202,
    async (staff, kind) => [`POST ${(await aRule(staff, kind)).path}/replay`, { from: at, to: at }],
  ),
};
