import type { Json } from '#test/support/client.ts';
import type { Hired, Journey } from '#test/support/journey.ts';

/** A department whose agents want to be told of things, each in his own way. */
export async function openNoticeDesk(journey: Journey) {
  const help = await journey.openDepartment('Help');
  const hire = async (name: string, notices: object = {}, hiring: object = {}): Promise<Hired> => {
    const hired = await journey.hire(name, { departments: { [help.id]: {} }, ...hiring });
    await hired.client.make(`PATCH /v1/agents/${hired.id}`, { notices });
    return hired;
  };
  const aTicket = (subject: string): Promise<Json> => {
    const customer = { email: 'ivy@customer.example' };
    return journey.owner.make('POST /v1/tickets', { subject, body: 'B', customer, departmentId: help.id });
  };
  const assign = ({ id }: Json, agentId: string | null) =>
    journey.owner.make(`POST /v1/tickets/${id}/assign`, { agentId });
  const textsTo = (name: string) => journey.mailsTo(`${name}@staff.example`).map(({ text }) => text?.trim());
  return { help, hire, aTicket, assign, textsTo };
}
export type NoticeDesk = Awaited<ReturnType<typeof openNoticeDesk>>;
