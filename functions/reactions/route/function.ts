import { RoutingWake } from '#events/contracts/routing-wake.ts';
import { consumeBatch } from '#shared/lambda/consume.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { routeTickets } from './route-tickets.ts';

const connect = () => openTicketDesk(readEnvironment(['tableName', 'attachmentBucket', 'dueShards']));

export const handler = consumeBatch(RoutingWake, routeTickets, connect);
