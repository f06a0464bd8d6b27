import type { IncomingHttpHeaders } from 'node:http';
import type { RecordCall, ServiceCall } from '../contracts.ts';
import type { Answering } from './loopback-server.ts';

interface Wire {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const serviceByTarget: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  TrentService: 'kms',
};

const objectOperations: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** The functions' SDK says this name in its user agent; the Powertools put theirs behind it. */
export const callerVariable = 'AWS_SDK_UA_APP_ID';

/** Tells of each call before it is answered. */
export function recorded(answer: Answering, record: RecordCall | undefined): Answering {
  if (record === undefined) return answer;
  return (request, response) => {
    const chunks: Buffer[] = [];
    // Beside the answer's own reading: every chunk is told to both.
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => tellOf(request, Buffer.concat(chunks), record));
    return answer(request, response);
  };
}

/** What has no caller is the platform's own. */
export function tellOf(wire: Wire, body: Buffer, record: RecordCall): void {
  const functionName = /\bapp\/(\S+?)(?:-PT-|\s|$)/.exec(wire.headers['user-agent'] ?? '')?.[1];
  if (functionName === undefined) return;
  const call = toCall(wire, body);
  if (call !== undefined) record({ functionName, ...call });
}

function toCall({ method, url, headers }: Wire, body: Buffer): Omit<ServiceCall, 'functionName'> | undefined {
  const [target = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const service = serviceByTarget[target];
  if (service !== undefined) return { service, operation, input: JSON.parse(body.toString('utf8') || '{}') };
  if (url === '/v2/email/outbound-emails') {
    return { service: 'ses', operation: 'SendEmail', input: JSON.parse(body.toString('utf8')) };
  }
  const path = new URL(url ?? '/', 'http://127.0.0.1').pathname;
  const [, api = '', stage = '', kind = '', connection = ''] = path.split('/');
  if (kind === '@connections') {
    const Resource = [api, stage, method, kind, connection].join('/');
    return { service: 'execute-api', operation: 'ManageConnections', input: { Resource } };
  }
  const onObject = objectOperations[method ?? ''];
  const [, bucket = '', ...key] = path.split('/');
  if (onObject === undefined) return undefined;
  const source = headers['x-amz-copy-source'];
  const input = { Bucket: bucket, Key: key.join('/') };
  return source === undefined
    ? { service: 's3', operation: onObject, input }
    : { service: 's3', operation: 'CopyObject', input: { ...input, CopySource: source } };
}
