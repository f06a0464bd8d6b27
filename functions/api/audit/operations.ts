import { listAccess } from './list-access.ts';
import { listAudit } from './list-audit.ts';

export const operations = [listAudit, listAccess];
