/** Keys and indexes of the single table: the infrastructure makes it from this, the local engine too. */
const listedFacts = [
  'status',
  'departmentId',
  'assigneeId',
  'customerId',
  'channel',
  'priority',
  'tags',
  'customStatusId',
] as const;

export interface TableIndex {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
  /** Attributes beside the keys; `all` or none at all. */
  readonly carries: readonly string[] | 'all' | 'keys';
}

const listed = (name: string, hash: string, range: string): TableIndex => ({
  name,
  hash,
  range,
  carries: listedFacts,
});

export const tableDefinition = {
  hash: 'pk',
  range: 'sk',
  timeToLive: 'expiresAt',
  indexes: [
    listed('department-created', 'departmentKey', 'createdKey'),
    listed('department-updated', 'departmentKey', 'updatedKey'),
    listed('department-status-created', 'departmentStatusKey', 'createdKey'),
    listed('assignee-created', 'assigneeKey', 'createdKey'),
    listed('assignee-updated', 'assigneeKey', 'updatedKey'),
    listed('customer-created', 'customerKey', 'createdKey'),
    listed('customer-updated', 'customerKey', 'updatedKey'),
    listed('tag-created', 'tagKey', 'createdKey'),
    listed('waiting', 'waitingKey', 'importanceKey'),
    listed('waiting-last-agent', 'lastAgentKey', 'importanceKey'),
    { name: 'due', hash: 'dueShard', range: 'dueAt', carries: 'keys' },
    { name: 'day', hash: 'dayKey', range: 'atKey', carries: 'all' },
  ] satisfies TableIndex[],
} as const;

const indexByName = new Map<string, TableIndex>(tableDefinition.indexes.map((index) => [index.name, index]));

export function indexOf(name: string): TableIndex {
  const index = indexByName.get(name);
  if (index === undefined) throw new Error(`the table has no index ${name}`);
  return index;
}
