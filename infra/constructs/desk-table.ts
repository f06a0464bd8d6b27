import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { type TableIndex, tableDefinition } from '#shared/persistence/table-definition.ts';

interface DeskTableProps {
  readonly tableName: string;
  readonly keepsData: boolean;
}

const stringKey = (name: string) => ({ name, type: AttributeType.STRING });

/** The single table, with every index from its first day: CloudFormation adds only one to a table at a time. */
export class DeskTable extends Table {
  constructor(scope: Construct, id: string, props: DeskTableProps) {
    super(scope, id, {
      tableName: props.tableName,
      partitionKey: stringKey(tableDefinition.hash),
      sortKey: stringKey(tableDefinition.range),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: tableDefinition.timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const index of tableDefinition.indexes) this.addIndex(index);
  }

  private addIndex(index: TableIndex): void {
    this.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: stringKey(index.hash),
      sortKey: stringKey(index.range),
      ...projectionOf(index.carries),
    });
  }
}

function projectionOf(carries: TableIndex['carries']) {
  if (carries === 'all') return { projectionType: ProjectionType.ALL };
  if (carries === 'keys') return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...carries] };
}
