import type { Subject } from '#shared/domain/access/sign-in.ts';
import type { SubjectStore } from '#shared/domain/agent/unbind-subject.ts';
import { auditWrite } from './audit-writes.ts';
import * as keys from './keys.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { removeExisting, removeOver, type Write } from './write.ts';

/** Where a subject leads, from his first token on. */
export interface SubjectPointer {
  readonly agentId: Subject['agentId'];
  readonly version: number;
}

export function openSubjectStore(table: Table): SubjectStore {
  return {
    list: async (agentId) =>
      (await table.queryAll(keys.subjectsOf(agentId)))
        .filter((item) => item['type'] === 'agentSubject')
        .map((item) => thingOf<Subject>(item)),
    unbind: async (subjects, audit) => {
      const ends = await Promise.all(subjects.map((subject) => unbindingWrites(table, subject)));
      const writes = expecting([auditWrite(audit), ...ends.flat()], 'changed-meanwhile');
      return commitNamed<'saved' | 'changed-meanwhile'>(table, writes, 'saved');
    },
  };
}

/** While he was deleted, his subject may have become somebody else's: then it stays that one's. */
async function unbindingWrites(table: Table, { agentId, issuer, subject }: Subject): Promise<Write[]> {
  const key = keys.agentBySubject(issuer, subject);
  const item = await table.get(key);
  const pointer = item && thingOf<SubjectPointer>(item);
  const own = removeExisting(keys.subjectOf(agentId, issuer));
  return pointer?.agentId === agentId ? [own, removeOver(key, pointer.version)] : [own];
}
