import * as z from 'zod';
import type { RoleDesk } from '#shared/domain/access/configure-role.ts';
import type { ApiKeyDesk } from '#shared/domain/access/manage-api-keys.ts';
import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { AgentStore } from '#shared/domain/agent/agent-store.ts';
import type { DepartureStore } from '#shared/domain/agent/departure-store.ts';
import type { InvitingDesk } from '#shared/domain/agent/invite-agent.ts';
import type { PresenceStore } from '#shared/domain/agent/presence-store.ts';
import type { SubjectStore } from '#shared/domain/agent/unbind-subject.ts';
import type { DepartmentDesk } from '#shared/domain/department/configure-department.ts';
import type { RemovingDesk } from '#shared/domain/department/remove-department.ts';
import type { LiveTokenDesk } from '#shared/domain/live/create-live-token.ts';
import type { LiveStore } from '#shared/domain/live/live-store.ts';
import type { TicketIndex } from '#shared/domain/ticket/ticket-index.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of the organisation work with. */
export interface OrganisationRoutesDesk
  extends ApiKeyDesk,
    DepartmentDesk,
    RemovingDesk,
    RoleDesk,
    InvitingDesk,
    LiveTokenDesk {
  readonly agents: AgentStore;
  readonly departures: DepartureStore;
  readonly subjects: SubjectStore;
  readonly presences: PresenceStore;
  readonly answers: KeptAnswers;
  readonly keys: Keys;
  readonly index: TicketIndex;
  readonly live: LiveStore;
  /** Where agents connect; `{host}` in it is the Host of the request that asks. */
  readonly liveUrl: string;
}

/** Positions in one list. */
export const cursorsFor = (list: string, { keys }: OrganisationRoutesDesk) =>
  cursorsOf(z.string(), `list ${list}`, keys);
