import { z } from 'zod';
import type { NamedResource, Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { TableDefinition } from './wiring.ts';

const named = z.array(z.looseObject({ AttributeName: z.string() }));
const tableProperties = z.looseObject({
  AttributeDefinitions: named,
  KeySchema: named,
  GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })).default([]),
  LocalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })).default([]),
  StreamSpecification: z.looseObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.looseObject({ AttributeName: z.string().optional() }).optional(),
});

type Table = NamedResource<z.output<typeof tableProperties>>;

/** CloudFormation's index has settings (recovery, throughput, insights) that `CreateTable` does not take. */
const toIndex = (index: Record<string, unknown>): Record<string, unknown> => ({
  IndexName: index['IndexName'],
  KeySchema: index['KeySchema'],
  Projection: index['Projection'],
});

function toCreateTable({ name, properties }: Table): Record<string, unknown> {
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, StreamSpecification } = properties;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(toIndex) }),
    ...(LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(toIndex) }),
    ...(StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType },
    }),
  };
}

export function readTable(resources: Resources): TableDefinition {
  const tables = [
    ...resources.list('AWS::DynamoDB::Table', tableProperties),
    ...resources.list('AWS::DynamoDB::GlobalTable', tableProperties),
  ];
  const [table, another] = tables;
  if (!table || another)
    throw new UnsupportedTemplate(`One table is expected, the templates have ${tables.length}`);
  return {
    name: table.name,
    createTableInput: toCreateTable(table),
    ttlAttribute: table.properties.TimeToLiveSpecification?.AttributeName ?? 'expiresAt',
  };
}
