import { arnOf, localRegion } from './aws-names.ts';
import type { Resource } from './template.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource, once its physical name is known. */
export interface Reference {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Addresses {
  queueUrl(queueName: string): string;
  readonly publicUrl: string;
}

const nameProperties: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

export function namePropertyOf(type: string): string | undefined {
  return nameProperties[type];
}

/** Names that the template leaves to CloudFormation become the logical id. */
export function generatedName(logicalId: string, resource: Resource): string {
  if (resource.Type === 'AWS::SQS::Queue' && resource.Properties?.['FifoQueue'] === true)
    return `${logicalId}.fifo`;
  return resource.Type === 'AWS::S3::Bucket' ? logicalId.toLowerCase() : logicalId;
}

const named = (name: string, arn: string, more: Record<string, string> = {}): Reference => ({
  ref: name,
  attributes: { Arn: arn, ...more },
});

const tableReference = (name: string): Reference => {
  const arn = arnOf('dynamodb', `table/${name}`);
  return named(name, arn, { StreamArn: `${arn}/stream/local` });
};

/** Whoever asks for the address reached us by a Host, which `{host}` stands for. */
const liveEndpoint = 'ws://{host}';

type ToReference = (name: string, addresses: Addresses, resource: Resource) => Reference;

const references: Readonly<Record<string, ToReference>> = {
  'AWS::SQS::Queue': (name, addresses) => {
    const url = addresses.queueUrl(name);
    return { ref: url, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::Lambda::Function': (name) => named(name, arnOf('lambda', `function:${name}`)),
  'AWS::S3::Bucket': (name) =>
    named(name, `arn:aws:s3:::${name}`, {
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${localRegion}.amazonaws.com`,
    }),
  'AWS::DynamoDB::Table': tableReference,
  'AWS::DynamoDB::GlobalTable': tableReference,
  'AWS::Events::EventBus': (name) => named(name, arnOf('events', `event-bus/${name}`), { Name: name }),
  'AWS::KMS::Key': (name) => named(name, arnOf('kms', `key/${name}`), { KeyId: name }),
  'AWS::ApiGatewayV2::Api': (name, addresses, { Properties }) => {
    const ApiEndpoint = Properties?.['ProtocolType'] === 'WEBSOCKET' ? liveEndpoint : addresses.publicUrl;
    return { ref: name, attributes: { ApiEndpoint, ApiId: name } };
  },
};

/** Attributes of types that nothing here runs (roles, log groups) only have to be stable text. */
export function referenceTo(resource: Resource, name: string, addresses: Addresses): Reference {
  return (
    references[resource.Type]?.(name, addresses, resource) ?? {
      ref: name,
      attributes: { Arn: arnOf('local', name) },
    }
  );
}
