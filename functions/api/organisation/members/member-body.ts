import * as z from 'zod';
import { type Member, MemberInput } from '#shared/domain/department/member.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

const served = MemberInput.shape.channels.unwrap().shape;

export const departmentRole = MemberInput.shape.role.unwrap();

export const MemberBody = keptBody(
  z.strictObject({
    agentId: z.string(),
    departmentId: z.string(),
    role: departmentRole,
    channels: z.strictObject({
      ticket: served.ticket.unwrap().nullable(),
      chat: served.chat.unwrap().nullable(),
      call: served.call.unwrap().nullable(),
    }),
  }),
).meta({ id: 'Member' });

export const MemberPath = z.strictObject({
  departmentId: z.string().max(100),
  agentId: z.string().max(100),
});

/** A channel that he does not serve there is null. */
export function toMemberBody({ channels, ...member }: Member) {
  const { ticket = null, chat = null, call = null } = channels;
  return { ...member, channels: { ticket, chat, call } };
}
