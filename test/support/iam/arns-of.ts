import type { RecordedCall } from './recorded-call.ts';

export interface Place {
  readonly region: string;
  readonly account: string;
}

const resourceByService: Readonly<Record<string, string>> = {
  dynamodb: 'table/',
  sqs: '',
  events: 'event-bus/',
  ses: 'identity/',
  kms: 'key/',
  'execute-api': '',
};

/** The ARNs of what a call touched. */
export function arnsOf({ service, resourceNames }: RecordedCall, place: Place): string[] {
  return resourceNames.map((name) => arnOf(service, name, place));
}

function arnOf(service: string, name: string, { region, account }: Place): string {
  if (name.startsWith('arn:')) return name;
  if (service === 's3') return `arn:aws:s3:::${name}`;
  const resource = resourceByService[service];
  if (resource === undefined) throw new Error(`What ${service} calls its resources is not known.`);
  return `arn:aws:${service}:${region}:${account}:${resource}${name}`;
}
