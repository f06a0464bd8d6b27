import type { Department } from '../department/department.ts';
import type { Member } from '../department/member.ts';
import type { Announce, AnnouncingContext } from './announcement.ts';

/** Its method may have been set, or changed: what waits there is served. */
export const announceDepartment: Announce = ({ after }, context) => {
  const { id } = after.data as Department;
  return pushesTickets(id, context) ? [{ to: 'routing', departmentId: id, ticketId: null }] : [];
};

/** A member came, or may carry more now. The row stands twice, under agent and department; one of them is enough. */
export const announceMember: Announce = ({ after }, context) => {
  const { departmentId } = after.data as Member;
  const isTold = after.pk === departmentId && pushesTickets(departmentId, context);
  return isTold ? [{ to: 'routing', departmentId, ticketId: null }] : [];
};

export function pushesTickets(departmentId: string, { account }: AnnouncingContext): boolean {
  const method = account.departmentById.get(departmentId)?.distribution.ticket.method;
  return method !== undefined && method !== 'none';
}
