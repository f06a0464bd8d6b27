import { countSlaCompliance } from './count-sla-compliance.ts';
import { getForecast } from './get-forecast.ts';
import { listSlaLog } from './list-sla-log.ts';

export const operations = [getForecast, listSlaLog, countSlaCompliance];
