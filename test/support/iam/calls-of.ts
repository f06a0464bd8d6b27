import type { CallInput, RecordedCall } from './recorded-call.ts';

type Input = CallInput['input'];
type Found = Pick<RecordedCall, 'operation' | 'resourceNames'>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const lastPart = (value: unknown): string => text(value).split('/').at(-1) ?? '';

/** The table's name, from a name or an ARN, and the index where one is read. */
function tableName(input: Input): string {
  const table = text(input['TableName']).replace(/^arn:.*:table\//, '');
  return typeof input['IndexName'] === 'string' ? `${table}/index/${input['IndexName']}` : table;
}

const partOperations: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** AWS asks for the right of each part of a transaction, not for one of its own. */
function transactionParts(input: Input): Found[] {
  const items = (input['TransactItems'] ?? []) as readonly Readonly<Record<string, Input>>[];
  return items.flatMap((item) =>
    Object.entries(item).map(([kind, part]) => ({
      operation: partOperations[kind] ?? kind,
      resourceNames: [tableName(part)],
    })),
  );
}

function dynamodbCalls(operation: string, input: Input): Found[] {
  if (operation.startsWith('Transact')) return transactionParts(input);
  if (operation.startsWith('Batch')) {
    const resourceNames = Object.keys((input['RequestItems'] ?? {}) as object);
    return [{ operation, resourceNames }];
  }
  return [{ operation, resourceNames: [tableName(input)] }];
}

function busNames(input: Input): string[] {
  const entries = (input['Entries'] ?? []) as readonly Input[];
  return [...new Set(entries.map((entry) => text(entry['EventBusName']) || 'default'))];
}

function senderDomain(input: Input): string {
  const address = /<([^>]+)>/.exec(text(input['FromEmailAddress']))?.[1] ?? text(input['FromEmailAddress']);
  return address.split('@').at(-1) ?? '';
}

const resourceNamesOf: Readonly<Record<string, (input: Input) => string[]>> = {
  sqs: (input) => [lastPart(input['QueueUrl'])],
  events: busNames,
  ses: (input) => [senderDomain(input)],
  kms: (input) => [text(input['KeyId'])],
  'execute-api': (input) => [text(input['Resource'])],
};

/** A copy is a read and a write. */
function objectCalls(operation: string, input: Input): Found[] {
  const resourceNames = [[text(input['Bucket']), text(input['Key'])].filter((part) => part !== '').join('/')];
  if (operation !== 'CopyObject') return [{ operation, resourceNames }];
  return [
    { operation: 'GetObject', resourceNames: [text(input['CopySource']).replace(/^\//, '')] },
    { operation: 'PutObject', resourceNames },
  ];
}

/** Which calls, in the eyes of IAM, one call over the wire comes to. */
export function callsOf({ functionName, service, operation, input }: CallInput): RecordedCall[] {
  const found = foundIn(service, operation, input);
  return found.map((call) => ({ functionName, service, ...call }));
}

function foundIn(service: string, operation: string, input: Input): Found[] {
  if (service === 'dynamodb') return dynamodbCalls(operation, input);
  if (service === 's3') return objectCalls(operation, input);
  return [{ operation, resourceNames: resourceNamesOf[service]?.(input) ?? [] }];
}
