/** What a test has to know of a data folder that was made long ago. */
export interface Manifest {
  readonly ownerKey: string;
  readonly agentKey: string;
  readonly webhookSecret: string;
  readonly agentId: string;
  readonly departmentId: string;
  readonly mailbox: string;
  /** Ids by subject, in lower case. */
  readonly tickets: Readonly<
    Record<'answered' | 'resolved' | 'postponed' | 'given' | 'waiting' | 'pulled', string>
  >;
}
