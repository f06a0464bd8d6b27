import type { Account } from '../account/account.ts';
import type { EmailSource, Source } from '../source/source.ts';

/** The address in lower case without its plus part: `Help+ABC@example.com` is `help@example.com`. */
export function mailboxOf(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  return at < 0 ? lower : `${lower.slice(0, at).replace(/\+.*$/, '')}${lower.slice(at)}`;
}

export const addressesOfSource = (source: EmailSource): string[] => [
  source.settings.address,
  ...source.settings.aliases,
];

export const isEmailSource = (source: Source): source is EmailSource => source.type === 'email';

/** Every mailbox of ours: what comes from one of them is our own mail coming back. */
export function ownMailboxes({ sourceById, departmentById }: Account): Set<string> {
  const ofSources = [...sourceById.values()].filter(isEmailSource).flatMap(addressesOfSource);
  const ofDepartments = [...departmentById.values()].flatMap(({ sender, supportAddresses }) => [
    ...(sender.address === null ? [] : [sender.address]),
    ...supportAddresses,
  ]);
  return new Set([...ofSources, ...ofDepartments].map(mailboxOf));
}
