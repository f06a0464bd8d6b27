import { assignTicket } from './assign-ticket.ts';
import { cancelJob } from './cancel-job.ts';
import { changeStatus } from './change-status.ts';
import { claimTicket } from './claim-ticket.ts';
import { countToSolve } from './count-to-solve.ts';
import { createTicket } from './create-ticket.ts';
import { deleteTicket } from './delete-ticket.ts';
import { dryRunRule, dryRunTimeRule } from './dry-run.ts';
import { dryRunSlaRule } from './dry-run-sla.ts';
import { editTicket } from './edit-ticket.ts';
import { escalateTicket } from './escalate-ticket.ts';
import { getAccess } from './get-access.ts';
import { getAttachment } from './get-attachment.ts';
import { getDepartmentCounts } from './get-department-counts.ts';
import { getJob } from './get-job.ts';
import { getRouting } from './get-routing.ts';
import { getSla } from './get-sla.ts';
import { getTicket } from './get-ticket.ts';
import { invalidateRating } from './invalidate-rating.ts';
import { listMessages } from './list-messages.ts';
import { listRatings } from './list-ratings.ts';
import { listTicketRules } from './list-ticket-rules.ts';
import { listTickets } from './list-tickets.ts';
import { listTimeline } from './list-timeline.ts';
import { listViewers } from './list-viewers.ts';
import { mergeTickets } from './merge-tickets.ts';
import { openUpload } from './open-upload.ts';
import { putViewer } from './put-viewer.ts';
import { splitTicket } from './split-ticket.ts';
import { startBulk } from './start-bulk.ts';
import { takeNext } from './take-next.ts';
import { transferTicket } from './transfer-ticket.ts';
import { writeMessage } from './write-message.ts';

export const operations = [
  listTickets,
  createTicket,
  getTicket,
  editTicket,
  deleteTicket,
  listMessages,
  writeMessage,
  listTimeline,
  listRatings,
  invalidateRating,
  assignTicket,
  transferTicket,
  changeStatus,
  escalateTicket,
  mergeTickets,
  splitTicket,
  listViewers,
  putViewer,
  claimTicket,
  countToSolve,
  takeNext,
  getDepartmentCounts,
  getSla,
  getRouting,
  openUpload,
  getAttachment,
  getAccess,
  listTicketRules,
  dryRunRule,
  dryRunTimeRule,
  dryRunSlaRule,
  startBulk,
  getJob,
  cancelJob,
];
