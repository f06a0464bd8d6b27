import { atMost, plain, type Tell } from '../figure.ts';
import { measureOperations } from '../measure/operation-costs.ts';

const named = [
  'create a ticket',
  'create a ticket of a new customer',
  'reply',
  'list the newest 50',
  'get a ticket',
  'claim a ticket',
  'take the next to solve',
  'get a ticket, first request of an instance',
];
const within = ['create a ticket', 'create a ticket of a new customer', 'list the newest 50', 'get a ticket'];

/** Round trips in sequence and consumed units of what agents do most. */
export async function measure(tell: Tell): Promise<void> {
  const costs = await measureOperations();
  for (const name of named) {
    const { trips = 0, readUnits = 0, writeUnits = 0 } = costs[name] ?? {};
    const figure = plain(`${name}: round trips in sequence`, trips, 'trips');
    tell(within.includes(name) ? atMost(2, figure) : figure);
    tell(plain(`${name}: read units`, readUnits, 'units'));
    tell(plain(`${name}: write units`, writeUnits, 'units'));
  }
}
