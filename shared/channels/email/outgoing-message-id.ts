const ours = /^<?msg_[^.<>@\s]{1,80}\.([a-z]{3}-[a-z]{5}-\d{3})@/i;

/** The Message-ID of a mail that we send: `<msg_….ABC-DEFGH-123@domain>`, without a code where it is about no ticket. */
export function outgoingMessageId(input: {
  ticketCode: string | null;
  messageId: string;
  domain: string;
}): string {
  const { messageId, ticketCode, domain } = input;
  return ticketCode === null ? `<${messageId}@${domain}>` : `<${messageId}.${ticketCode}@${domain}>`;
}

/** The ticket's code in a Message-ID of ours; null for others. */
export function codeOfMessageId(id: string): string | null {
  return ours.exec(id)?.[1]?.toUpperCase() ?? null;
}
