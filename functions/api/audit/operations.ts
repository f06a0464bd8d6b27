import { listAudit } from './list-audit.ts';

export const operations = [listAudit];
