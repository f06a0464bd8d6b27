import type { OperationCosts } from '../measure/operation-costs.ts';
import { roundTripsPage } from './round-trips-page.ts';
import { scalePage } from './scale-page.ts';

/** The pages of the documentation that are made of measured counts, by file. */
export function measuredPages(costs: OperationCosts): Readonly<Record<string, string>> {
  return { 'docs/round-trips.md': roundTripsPage(costs), 'docs/scale.md': scalePage(costs) };
}
