/** What a variable says, or a `WrongValue`. Plain functions: a schema library for this alone would be a sixth of a start. */
type Read<Value> = (said: string | undefined) => Value;

class WrongValue extends Error {}

function refuse(reason: string): never {
  throw new WrongValue(reason);
}

function required<Value>(read: (said: string) => Value): Read<Value> {
  return (said) => (said === undefined ? refuse('is not set') : read(said));
}

function optional<Value>(read: (said: string) => Value, otherwise: Value): Read<Value> {
  return (said) => (said === undefined ? otherwise : read(said));
}

const toText = (said: string) => (said === '' ? refuse('is empty') : said);
const toUrl = (said: string) => (URL.canParse(said) ? said : refuse('is not an address'));
const toPublicUrl = (said: string) => toUrl(said).replace(/\/+$/, '');
const toList = (said: string) => said.split(',').flatMap((name) => name.trim() || []);
const noNames: readonly string[] = [];

/** What proves who asks is fetched from there: over the network only in secret. */
function toSecureUrl(said: string): string | null {
  if (said === '') return null;
  const isSecure = /^https:|^http:\/\/(?:127\.0\.0\.1|localhost)(?::|\/|$)/.test(toUrl(said));
  return isSecure ? said : refuse('is not an address with https');
}

function toBudgets(said: string): { key: number; address: number } {
  const [key = 0, address = 0] = (/^\d+,\d+$/.test(said) ? said : refuse('is not two numbers'))
    .split(',')
    .map(Number);
  return { key, address };
}

function toShards(said: string): number {
  const shards = Number(said);
  return Number.isInteger(shards) && shards >= 1 && shards <= 1000 ? shards : refuse('is not from 1 to 1000');
}

/** What the infrastructure tells a function of its surroundings; an instance reads only what it needs. */
const variables = {
  tableName: ['TABLE_NAME', required(toText)],
  rawMailBucket: ['RAW_MAIL_BUCKET', required(toText)],
  attachmentBucket: ['ATTACHMENT_BUCKET', required(toText)],
  inboundQueueUrl: ['INBOUND_QUEUE_URL', required(toUrl)],
  routingQueueUrl: ['ROUTING_QUEUE_URL', required(toUrl)],
  outboundQueueUrl: ['OUTBOUND_QUEUE_URL', required(toUrl)],
  automationQueueUrl: ['AUTOMATION_QUEUE_URL', required(toUrl)],
  jobsQueueUrl: ['JOBS_QUEUE_URL', required(toUrl)],
  webhooksQueueUrl: ['WEBHOOKS_QUEUE_URL', required(toUrl)],
  noticesQueueUrl: ['NOTICES_QUEUE_URL', required(toUrl)],
  dueQueueUrl: ['DUE_QUEUE_URL', required(toUrl)],
  /** Where agents connect; `{host}` in it is the Host of the request that asks. */
  liveUrl: ['LIVE_URL', required(toText)],
  /** Where we send over connections. */
  liveEndpoint: ['LIVE_ENDPOINT', required(toUrl)],
  eventBusName: ['EVENT_BUS_NAME', required(toText)],
  dataKeyId: ['DATA_KEY_ID', required(toText)],
  stage: ['STAGE', required(toText)],
  publicUrl: ['PUBLIC_URL', required(toPublicUrl)],
  /** Senders that we may use; empty: any. */
  mailDomains: ['MAIL_DOMAINS', optional(toList, noNames)],
  allowedOrigins: ['ALLOWED_ORIGINS', optional(toList, noNames)],
  /** The issuer of tokens; null: API keys only. */
  oidcIssuer: ['OIDC_ISSUER', optional(toSecureUrl, null)],
  oidcAudience: ['OIDC_AUDIENCE', optional(toList, noNames)],
  oidcJwksUri: ['OIDC_JWKS_URI', optional(toSecureUrl, null)],
  /** Of one API key and of one address; 0: any number. */
  requestsPerMinute: ['REQUESTS_PER_MINUTE', optional(toBudgets, { key: 0, address: 0 })],
  dueShards: ['DUE_SHARDS', optional(toShards, 4)],
} as const;

type Variables = typeof variables;
export type VariableName = keyof Variables;
export type Environment<Name extends VariableName> = {
  readonly [Each in Name]: ReturnType<Variables[Each][1]>;
};

function readVariable(name: VariableName, values: NodeJS.ProcessEnv) {
  const [variable, read] = variables[name];
  try {
    return { name, value: read(values[variable]), fault: null };
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    return { name, value: undefined, fault: `${variable} ${error.message}` };
  }
}

/** Throws with the name of every variable that is missing or wrong, never with its value. */
export function readEnvironment<Name extends VariableName>(
  names: readonly Name[],
  values: NodeJS.ProcessEnv = process.env,
): Environment<Name> {
  const read = names.map((name) => readVariable(name, values));
  const faults = read.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) throw new Error(`The environment of this function has faults: ${faults.join('; ')}`);
  return Object.fromEntries(read.map(({ name, value }) => [name, value])) as Environment<Name>;
}
