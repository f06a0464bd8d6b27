/** Time rules that ask for an age: of the ticket, its status, or what was written last. */
export const ages = [
  'sinceCreated',
  'sinceStatusChanged',
  'sinceCustomerMessage',
  'sinceAgentMessage',
] as const;
