import { operations as audit } from '#functions/api/audit/operations.ts';
import { operations as configuration } from '#functions/api/configuration/operations.ts';
import { operations as customers } from '#functions/api/customers/operations.ts';
import { operations as organisation } from '#functions/api/organisation/operations.ts';
import { operations as sla } from '#functions/api/sla/operations.ts';
import { operations as tickets } from '#functions/api/tickets/operations.ts';
import { operations as publicSite } from '#functions/public-site/operations.ts';
import { operations as emailWebhooks } from '#functions/webhooks/email/operations.ts';
import type { AnyOperation } from '#shared/lambda/operation.ts';
import { operations as reference } from './operations.ts';

/** Every route of the system, in the order in which people read about them. */
export const allOperations: readonly AnyOperation[] = [
  ...tickets,
  ...customers,
  ...organisation,
  ...configuration,
  ...sla,
  ...audit,
  ...publicSite,
  ...emailWebhooks,
  ...reference,
];
