const ours = /^<?msg_[^.<>@\s]{1,80}\.([a-z]{3}-[a-z]{5}-\d{3})@/i;

/** The Message-ID of a mail that we send: `<msg_….ABC-DEFGH-123@domain>`. */
export function outgoingMessageId(input: { ticketCode: string; messageId: string; domain: string }): string {
  return `<${input.messageId}.${input.ticketCode}@${input.domain}>`;
}

/** The ticket's code in a Message-ID of ours; null for others. */
export function codeOfMessageId(id: string): string | null {
  return ours.exec(id)?.[1]?.toUpperCase() ?? null;
}
