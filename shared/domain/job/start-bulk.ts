import type { Principal } from '../access/principal.ts';
import type { AccountStore } from '../account/account-store.ts';
import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { namedBy, type TicketAction } from '../action/ticket-action.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { toInstant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import { requireCustomFields } from '../ticket/custom-field.ts';
import type { BulkWork } from './bulk.ts';
import { type Job, newJob } from './job.ts';
import { startedEntryOf } from './job-entries.ts';
import type { JobStore } from './job-store.ts';

interface StartingDesk {
  readonly jobs: Pick<JobStore, 'start'>;
  readonly accounts: AccountStore;
  readonly agents: Pick<AgentStore, 'findRecord'>;
  readonly ids: Ids;
  readonly now: () => number;
}

interface Starting {
  readonly principal: Principal;
  readonly sourceIp: string;
  readonly work: BulkWork;
  readonly keep: (job: Job) => KeptAnswer | undefined;
}

/** Refuses with `invalid` actions that name what does not exist, and a postponement into the past. */
export async function startBulk(
  desk: StartingDesk,
  { principal, sourceIp, work, keep }: Starting,
): Promise<Job> {
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  const faults = await Promise.all(
    work.actions.map(async (action, place) => {
      const found = await faultsOf(desk, action, { at, departments: account.departmentById });
      return found.map(({ path, message }) => ({ path: `actions.${place}.${path}`, message }));
    }),
  );
  const errors = faults.flat();
  if (errors.length > 0) throw new Refusal('invalid', 'The actions have faults.', { errors });
  for (const action of work.actions) {
    if (action.type === 'setCustomField') requireCustomFields({ [action.name]: action.value }, account);
  }
  const { agentId, keyId } = principal;
  const job = newJob({ kind: 'bulk', work, askedBy: { agentId, keyId, sourceIp } }, { ids: desk.ids, at });
  const retentionDays = account.settings.auditRetentionDays;
  const audit = startedEntryOf(job, told(work), { ids: desk.ids, retentionDays });
  if ((await desk.jobs.start(job, { audit, keep: keep(job) })) === 'kept-already') throw new KeptAlready();
  return job;
}

async function faultsOf(
  { agents }: StartingDesk,
  action: TicketAction,
  { at, departments }: { at: string; departments: ReadonlyMap<string, unknown> },
): Promise<InputFault[]> {
  const { departmentId, agentId } = namedBy(action);
  const record = agentId ? await agents.findRecord(agentId as AgentId) : null;
  const isUnknown = record === undefined || (record !== null && record.agent.deletedAt !== null);
  const isPast = action.type === 'setStatus' && action.until !== null && action.until <= at;
  return [
    ...(departmentId === undefined || departments.has(departmentId)
      ? []
      : [{ path: 'departmentId', message: 'names no department' }]),
    ...(isUnknown ? [{ path: 'agentId', message: 'names no agent' }] : []),
    ...(isPast ? [{ path: 'until', message: 'lies in the past' }] : []),
  ];
}

/** Texts of people are not for the audit log. */
function told({ filter, query, actions }: BulkWork): object {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  const done = actions.map((action) =>
    Object.fromEntries(Object.entries(action).filter(([name]) => name !== 'body' && name !== 'reason')),
  );
  // Words that somebody looked for may be names.
  return { filter: query === null ? asked : { ...asked, q: true }, actions: done };
}
