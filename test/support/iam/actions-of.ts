import type { RecordedCall } from './recorded-call.ts';

/** Operations whose right has another name; a raw mail by the second version of SES's API needs the first version's right too. */
const actionsByOperation: Readonly<Record<string, readonly string[]>> = {
  's3:HeadObject': ['s3:GetObject'],
  's3:CreateMultipartUpload': ['s3:PutObject'],
  's3:UploadPart': ['s3:PutObject'],
  's3:CompleteMultipartUpload': ['s3:PutObject'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:DeleteObjects': ['s3:DeleteObject'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
  'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'ses:SendEmail': ['ses:SendEmail', 'ses:SendRawEmail'],
};

/** The rights that a call asks for. A transaction has to be taken apart before (`callsOf`). */
export function actionsOf({
  service,
  operation,
}: Pick<RecordedCall, 'service' | 'operation'>): readonly string[] {
  const action = `${service}:${operation}`;
  if (service === 'dynamodb' && operation.startsWith('Transact')) {
    throw new Error(`${action} has no right of its own: record the calls inside it.`);
  }
  return actionsByOperation[action] ?? [action];
}
