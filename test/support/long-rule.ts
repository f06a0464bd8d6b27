type Make = (line: string, body: unknown) => Promise<{ readonly id: string }>;

const rounds = 9;

/** Quotes are written as two characters, and once more in an answer: nine changes fill more than an answer holds. */
const longValues = (round: number) =>
  Array.from({ length: 140 }, (_, at) => `${round} ${at} ${'"'.repeat(450)}`);

const groupsOf = (round: number) => [
  { conditions: [{ field: 'subject', operator: 'oneOf', value: longValues(round) }] },
];

/** Fills the audit log with what no answer can hold at once: ten entries about one rule. @returns the rule's id. */
export async function changeLongRule(make: Make): Promise<string> {
  const trigger = { kind: 'sinceCustomerMessage', minutes: 500_000 };
  const actions = [{ type: 'setPriority', priority: 'low' }];
  const said = { name: 'Long', active: false, trigger, actions };
  const { id } = await make('POST /v1/time-rules', { ...said, groups: groupsOf(0) });
  for (let round = 1; round <= rounds; round++) {
    await make(`PATCH /v1/time-rules/${id}`, { groups: groupsOf(round) });
  }
  return id;
}
