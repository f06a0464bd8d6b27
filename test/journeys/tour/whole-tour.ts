import type { Journey } from '#test/support/journey.ts';
import { tourAudit } from './audit.ts';
import { tourConfiguration } from './configuration.ts';
import { tourCustomers } from './customers.ts';
import { tourJobs } from './jobs.ts';
import { tourLive } from './live.ts';
import { tourMailAndTime } from './mail-and-time.ts';
import { tourNotices } from './notices.ts';
import { tourOrganisation } from './organisation.ts';
import { tourRuleDeliveries } from './rule-deliveries.ts';
import { tourRules } from './rules.ts';
import { tourSla } from './sla.ts';
import { tourStaff } from './staff.ts';
import { tourTickets } from './tickets.ts';
import { tourWebhooks } from './webhooks.ts';

/** Through every operation, and everything that happens by itself. */
export async function tourEverything(journey: Journey): Promise<void> {
  await tourConfiguration(journey);
  await tourOrganisation(journey);
  await tourStaff(journey);
  const { id: departmentId, mailbox } = await journey.openDepartment('Pushed', {
    distribution: { ticket: { method: 'roundRobin' } },
  });
  const { id: pulledId } = await journey.openDepartment('Pulled');
  const departments = { [departmentId]: { maxLoad: 3 }, [pulledId]: {} };
  const agent = await journey.hire('Ann', { departments });
  const colleague = await journey.hire('Ben', { departments });
  await tourCustomers(journey);
  await tourTickets(journey, { departmentId: pulledId, agent, colleague });
  await tourJobs(journey);
  await tourWebhooks(journey);
  await tourRuleDeliveries(journey);
  await tourNotices(journey, pulledId);
  await tourLive(journey, pulledId);
  await tourMailAndTime(journey, { departmentId, mailbox, agent });
  await tourRules(journey, { mailbox, agent });
  await tourSla(journey);
  await tourAudit(journey);
}
