/** What a level promises, in the order in which a ticket meets it (behaviour.md section 6). */
export const slaTargetKinds = [
  'firstAnswer',
  'nextAnswer',
  'firstAssign',
  'firstResolve',
  'chatAnswer',
  'callAnswer',
] as const;

export type SlaTargetKind = (typeof slaTargetKinds)[number];
