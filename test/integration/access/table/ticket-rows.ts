import { ratingOf } from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { aTicket, type Row } from './row.ts';
import type { Staff } from './staff.ts';

const on = (method: string, path: string, body?: unknown): Row['ask'] => {
  return async (staff) => [`${method} /v1/tickets/${await aTicket(staff)}${path}`, body];
};

const newTicket = ({ here, next }: Staff) => ({
  subject: 'S',
  body: 'B',
  departmentId: here,
  customer: { email: `opened${next()}@example.com` },
});

/** Uploaded by the owner, and named by a message of a ticket that waits in the department Here. */
async function anAttachment(staff: Staff): Promise<string> {
  const file = { name: 'a.txt', type: 'text/plain', size: 1 };
  const { id, upload } = await staff.make('POST /v1/attachments', file);
  await fetch(upload.url, { method: upload.method, headers: upload.headers, body: 'a' });
  await staff.make('POST /v1/tickets', { ...newTicket(staff), attachmentIds: [id] });
  return id;
}

const nothingMuch = { filter: { status: 'spam' }, actions: [{ type: 'setPriority', priority: 'low' }] };
const aJob = async ({ make }: Staff): Promise<string> =>
  (await make('POST /v1/tickets/bulk', nothingMuch)).id;
/** One that another has replaced. */
async function aRating({ table, next }: Staff, ticketId: string): Promise<string> {
  const id = `rtg_${next()}`;
  const data = { id, ticketId, ticketVersion: 1, rating: 'good', comment: null, agentId: null };
  const rating = { ...data, invalidated: null, createdAt: '2026-03-02T09:00:00.000Z' };
  await table.commit([put(ratingOf(ticketId, id), 'rating', { data: rating })]);
  return id;
}

async function aSplit(staff: Staff): Promise<readonly [string, unknown]> {
  const id = await aTicket(staff);
  await staff.make(`POST /v1/tickets/${id}/messages`, { type: 'reply', body: 'R' });
  const { body } = await staff.ask(`GET /v1/tickets/${id}/messages`);
  return [`POST /v1/tickets/${id}/split`, { messageId: body.items[1].id }];
}

export const ticketRows: Readonly<Record<string, Row>> = {
  listTickets: { needs: 'tickets.read', success: 200, ask: async () => ['GET /v1/tickets'] },
  createTicket: {
    needs: 'tickets.reply',
    about: 'open',
    success: 201,
    ask: async (staff) => ['POST /v1/tickets', newTicket(staff)],
  },
  getTicket: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '') },
  listMessages: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/messages') },
  listTimeline: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/timeline') },
  getSla: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/sla') },
  listTicketRules: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/rules') },
  getRouting: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/routing') },
  getAccess: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/access') },
  listRatings: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/ratings') },
  invalidateRating: {
    needs: 'ratings.invalidate',
    about: 'work',
    success: 200,
    ask: async (staff) => {
      const ticketId = await aTicket(staff);
      return [`POST /v1/tickets/${ticketId}/ratings/${await aRating(staff, ticketId)}/invalidate`];
    },
  },
  editTicket: {
    needs: 'tickets.changeStatus',
    about: 'work',
    success: 200,
    ask: on('PATCH', '', { priority: 'high' }),
  },
  writeMessage: {
    needs: 'tickets.reply',
    about: 'work',
    success: 201,
    ask: on('POST', '/messages', { type: 'reply', body: 'R' }),
  },
  assignTicket: {
    needs: 'tickets.assign',
    about: 'work',
    success: 200,
    ask: on('POST', '/assign', { agentId: null }),
  },
  transferTicket: {
    needs: 'tickets.transfer',
    about: 'work',
    success: 200,
    ask: on('POST', '/transfer', { departmentId: 'dep_default' }),
  },
  changeStatus: {
    needs: 'tickets.changeStatus',
    about: 'work',
    success: 200,
    ask: on('POST', '/status', { status: 'resolved' }),
  },
  deleteTicket: { needs: 'tickets.delete', about: 'work', success: 204, ask: on('DELETE', '') },
  escalateTicket: {
    needs: 'tickets.escalate',
    about: 'work',
    success: 200,
    ask: on('POST', '/escalate', { reason: 'R' }),
  },
  mergeTickets: {
    needs: 'tickets.merge',
    about: 'work',
    success: 200,
    ask: async (staff) => {
      const [target, source] = [await aTicket(staff), await aTicket(staff)];
      return [`POST /v1/tickets/${target}/merge`, { sourceIds: [source] }];
    },
  },
  splitTicket: { needs: 'tickets.merge', about: 'work', success: 201, ask: aSplit },
  listViewers: { needs: 'tickets.read', about: 'read', success: 200, ask: on('GET', '/viewers') },
  putViewer: {
    needs: 'tickets.read',
    about: 'read',
    success: 200,
    ask: on('PUT', '/viewers', { state: 'left' }),
  },
  openUpload: {
    needs: null,
    success: 201,
    ask: async () => ['POST /v1/attachments', { name: 'a.txt', type: 'text/plain', size: 1 }],
  },
  getAttachment: {
    needs: 'tickets.read',
    about: 'read',
    success: 302,
    ask: async (staff) => [`GET /v1/attachments/${await anAttachment(staff)}`],
  },
  countToSolve: { needs: 'tickets.read', success: 200, ask: async () => ['GET /v1/to-solve'] },
  /** A department out of scope counts as empty. */
  getDepartmentCounts: {
    needs: 'tickets.read',
    success: 200,
    ask: async ({ here }) => [`GET /v1/departments/${here}/counts`],
  },
  claimTicket: { needs: 'tickets.assign', about: 'work', success: 200, ask: on('POST', '/claim') },
  startBulk: { needs: 'tickets.bulk', success: 202, ask: async () => ['POST /v1/tickets/bulk', nothingMuch] },
  getJob: {
    needs: 'tickets.bulk',
    about: 'hidden',
    success: 200,
    ask: async (staff) => [`GET /v1/jobs/${await aJob(staff)}`],
  },
  cancelJob: {
    needs: 'tickets.bulk',
    about: 'hidden',
    success: 202,
    ask: async (staff) => [`DELETE /v1/jobs/${await aJob(staff)}`],
  },
  takeNext: { needs: 'tickets.assign', success: [200, 204], ask: async () => ['POST /v1/to-solve/next'] },
};
