import * as z from 'zod';

const text = z.string().min(1, 'is empty');
const nothing = z.literal('').transform(() => null);
/** What proves who asks is fetched from there: over the network only in secret. */
const secure = z
  .url()
  .refine(
    (address) => /^https:|^http:\/\/(?:127\.0\.0\.1|localhost)(?::|\/|$)/.test(address),
    'is not an address with https',
  );
const list = z.string().transform((names) => names.split(',').flatMap((name) => name.trim() || []));

const budgets = z
  .string()
  .regex(/^\d+,\d+$/)
  .transform((pair) => pair.split(',').map(Number))
  .transform(([key = 0, address = 0]) => ({ key, address }));

/** What the infrastructure tells a function of its surroundings; an instance reads only what it needs. */
const variables = {
  tableName: ['TABLE_NAME', text],
  rawMailBucket: ['RAW_MAIL_BUCKET', text],
  attachmentBucket: ['ATTACHMENT_BUCKET', text],
  inboundQueueUrl: ['INBOUND_QUEUE_URL', z.url()],
  routingQueueUrl: ['ROUTING_QUEUE_URL', z.url()],
  outboundQueueUrl: ['OUTBOUND_QUEUE_URL', z.url()],
  dueQueueUrl: ['DUE_QUEUE_URL', z.url()],
  eventBusName: ['EVENT_BUS_NAME', text],
  dataKeyId: ['DATA_KEY_ID', text],
  stage: ['STAGE', text],
  publicUrl: ['PUBLIC_URL', z.url().transform((address) => address.replace(/\/+$/, ''))],
  /** Senders that we may use; empty: any. */
  mailDomains: ['MAIL_DOMAINS', list.default([])],
  allowedOrigins: ['ALLOWED_ORIGINS', list.default([])],
  /** The issuer of tokens; null: API keys only. */
  oidcIssuer: ['OIDC_ISSUER', nothing.or(secure).default(null)],
  oidcAudience: ['OIDC_AUDIENCE', list.default([])],
  oidcJwksUri: ['OIDC_JWKS_URI', nothing.or(secure).default(null)],
  /** Of one API key and of one address; 0: any number. */
  requestsPerMinute: ['REQUESTS_PER_MINUTE', budgets.default({ key: 0, address: 0 })],
  dueShards: ['DUE_SHARDS', z.coerce.number().pipe(z.int().min(1).max(1000)).default(4)],
} as const;

type Variables = typeof variables;
export type VariableName = keyof Variables;
export type Environment<Name extends VariableName> = {
  readonly [Each in Name]: z.output<Variables[Each][1]>;
};

function readVariable(name: VariableName, values: NodeJS.ProcessEnv) {
  const [variable, schema] = variables[name];
  const parsed = schema.safeParse(values[variable]);
  if (parsed.success) return { name, value: parsed.data, fault: null };
  const reason = values[variable] === undefined ? 'is not set' : parsed.error.issues[0]?.message;
  return { name, value: undefined, fault: `${variable} ${reason}` };
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
