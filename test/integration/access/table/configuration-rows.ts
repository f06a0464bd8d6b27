import { type Row, readByAnyone, thing } from './row.ts';
import type { Staff } from './staff.ts';

const aLevel = { name: 'L', targetMinutes: { firstAnswer: 60 } };
const madeLevel = async ({ make }: Staff) => (await make('POST /v1/sla-levels', aLevel)).id;

const sources = thing('sources.manage', '/v1/sources', ({ next }) => ({
  type: 'api',
  name: `S${next()}`,
  departmentId: 'dep_default',
}));
const hours = thing('sla.manage', '/v1/business-hours', () => ({
  name: 'H',
  timezone: 'UTC',
  weekly: { monday: [{ from: '09:00', to: '17:00' }] },
}));
const levels = thing('sla.manage', '/v1/sla-levels', () => aLevel);
const slaRules = thing('sla.manage', '/v1/sla-rules', async (staff) => ({
  name: 'R',
  levelId: await madeLevel(staff),
}));
const rules = thing('rules.manage', '/v1/rules', () => ({
  name: 'R',
  trigger: 'ticket.created',
  actions: [{ type: 'setPriority', priority: 'high' }],
}));
const timeRules = thing('rules.manage', '/v1/time-rules', () => ({
  name: 'T',
  trigger: { kind: 'sinceCustomerMessage', minutes: 5 },
  groups: [],
  actions: [{ type: 'setPriority', priority: 'high' }],
}));
const dryRun = ({ get }: { readonly get: Row }): Row => ({
  needs: get.needs,
  success: 200,
  ask: async (staff) => {
    const [line] = await get.ask(staff);
    return [`POST ${line.split(' ')[1]}/dry-run`, { last: 2 }];
  },
});
const readOrder = (path: string, needs: Row['needs']): Row => ({
  needs,
  success: 200,
  ask: async () => [`GET ${path}/order`],
});
const order = (path: string, needs: Row['needs']): Row => ({
  needs,
  success: 200,
  ask: async ({ ask }) => {
    const { ids } = (await ask(`GET ${path}/order`)).body;
    return [`PUT ${path}/order`, { ids }];
  },
});
const customStatuses = thing(
  'settings.manage',
  { path: '/v1/custom-statuses', change: { label: 'New' } },
  () => ({ label: 'Waiting', colour: '#aa3300', status: 'open' }),
);
const customFields = thing(
  'settings.manage',
  { path: '/v1/custom-fields', change: { label: 'New' } },
  ({ next }) => ({ name: `field${next()}`, label: 'F', type: 'text' }),
);
const tags = thing('templates.manage', { path: '/v1/tags', change: { color: '#33aa66' } }, ({ next }) => ({
  name: `tag${next()}`,
}));
const templates = thing('templates.manage', '/v1/templates', () => ({
  name: 'A',
  kind: 'answer',
  text: '{{message}}',
}));
const cannedMessages = thing('templates.manage', '/v1/canned-messages', () => ({ name: 'T', body: 'B' }));
const customers = thing('customers.write', '/v1/customers', ({ next }) => ({
  name: 'C',
  email: `kept${next()}@example.com`,
}));
const readCustomers = (row: Row): Row => ({ ...row, needs: 'customers.read' });

export const configurationRows: Readonly<Record<string, Row>> = {
  getSettings: { needs: null, success: 200, ask: async () => ['GET /v1/settings'] },
  editSettings: {
    needs: 'settings.manage',
    success: 200,
    ask: async ({ next }) => ['PATCH /v1/settings', { automaticAnswersPerHour: next() % 100 }],
  },
  listSources: sources.list,
  createSource: sources.create,
  getSource: sources.get,
  editSource: sources.edit,
  removeSource: sources.remove,
  listAllBusinessHours: readByAnyone(hours.list),
  createBusinessHours: hours.create,
  getBusinessHours: readByAnyone(hours.get),
  editBusinessHours: hours.edit,
  removeBusinessHours: hours.remove,
  importHolidays: {
    needs: 'sla.manage',
    success: 200,
    ask: async (staff) => {
      const [line] = await hours.get.ask(staff);
      return [`POST ${line.split(' ')[1]}/holidays/import`, { calendar: 'BEGIN:VCALENDAR\nEND:VCALENDAR' }];
    },
  },
  listSlaLevels: readByAnyone(levels.list),
  createSlaLevel: levels.create,
  getSlaLevel: readByAnyone(levels.get),
  editSlaLevel: levels.edit,
  removeSlaLevel: levels.remove,
  listSlaRules: slaRules.list,
  getSlaRuleOrder: readOrder('/v1/sla-rules', 'sla.manage'),
  orderSlaRules: order('/v1/sla-rules', 'sla.manage'),
  createSlaRule: slaRules.create,
  getSlaRule: slaRules.get,
  editSlaRule: slaRules.edit,
  removeSlaRule: slaRules.remove,
  getRuleCatalogue: {
    needs: 'rules.manage',
    success: 200,
    ask: async () => ['GET /v1/rules/catalogue'],
  },
  listRules: rules.list,
  getRuleOrder: readOrder('/v1/rules', 'rules.manage'),
  orderRules: order('/v1/rules', 'rules.manage'),
  createRule: rules.create,
  getRule: rules.get,
  editRule: rules.edit,
  removeRule: rules.remove,
  getForecast: { needs: 'tickets.read', success: 200, ask: async () => ['GET /v1/sla/forecast'] },
  listSlaLog: { needs: 'reports.own', success: 200, ask: async () => ['GET /v1/sla/log'] },
  countSlaCompliance: { needs: 'reports.own', success: 200, ask: async () => ['GET /v1/sla/compliance'] },
  dryRunRule: dryRun(rules),
  dryRunTimeRule: dryRun(timeRules),
  dryRunSlaRule: dryRun(slaRules),
  listTimeRules: timeRules.list,
  getTimeRuleOrder: readOrder('/v1/time-rules', 'rules.manage'),
  orderTimeRules: order('/v1/time-rules', 'rules.manage'),
  createTimeRule: timeRules.create,
  getTimeRule: timeRules.get,
  editTimeRule: timeRules.edit,
  removeTimeRule: timeRules.remove,
  listCustomStatuses: readByAnyone(customStatuses.list),
  createCustomStatus: customStatuses.create,
  getCustomStatus: readByAnyone(customStatuses.get),
  editCustomStatus: customStatuses.edit,
  removeCustomStatus: customStatuses.remove,
  listCustomFields: readByAnyone(customFields.list),
  createCustomField: customFields.create,
  getCustomField: readByAnyone(customFields.get),
  editCustomField: customFields.edit,
  removeCustomField: customFields.remove,
  listTags: readByAnyone(tags.list),
  createTag: tags.create,
  getTag: readByAnyone(tags.get),
  editTag: tags.edit,
  removeTag: tags.remove,
  listTemplates: templates.list,
  createTemplate: templates.create,
  getTemplate: templates.get,
  editTemplate: templates.edit,
  removeTemplate: templates.remove,
  listCannedMessages: readByAnyone(cannedMessages.list),
  createCannedMessage: cannedMessages.create,
  getCannedMessage: readByAnyone(cannedMessages.get),
  editCannedMessage: cannedMessages.edit,
  removeCannedMessage: cannedMessages.remove,
  listCustomers: readCustomers(customers.list),
  createCustomer: customers.create,
  getCustomer: readCustomers(customers.get),
  editCustomer: customers.edit,
  removeCustomer: customers.remove,
  mergeCustomers: {
    needs: 'customers.write',
    success: 200,
    ask: async (staff) => {
      const [line] = await customers.get.ask(staff);
      const [source] = await customers.get.ask(staff);
      return [`POST ${line.split(' ')[1]}/merge`, { sourceIds: [source.split('/').at(-1)] }];
    },
  },
  eraseCustomer: {
    needs: 'customers.write',
    success: 202,
    ask: async (staff) => {
      const [line] = await customers.get.ask(staff);
      return [`POST ${line.split(' ')[1]}/erase`];
    },
  },
  listCustomerTickets: {
    needs: 'tickets.read',
    success: 200,
    ask: async (staff) => {
      const [line] = await customers.get.ask(staff);
      return [`${line}/tickets`];
    },
  },
};
