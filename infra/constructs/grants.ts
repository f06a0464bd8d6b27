import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { tableDefinition } from '#shared/persistence/table-definition.ts';
import type { ObjectVerb, SettingName, TableVerb, Touches } from '../function-description.ts';
import type { QueueName } from '../queues.ts';
import type { DataStack } from '../stacks/data-stack.ts';
import type { StageSettings } from '../stages/settings.ts';
import type { Wildcard } from './accept-wildcard.ts';
import type { PrivateBucket } from './private-bucket.ts';

const tableActions: Record<TableVerb, string> = {
  get: 'dynamodb:GetItem',
  batchGet: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  batchWrite: 'dynamodb:BatchWriteItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
};

const objectActions: Record<ObjectVerb, string> = {
  read: 's3:GetObject',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
  linkRead: 's3:GetObject',
  linkWrite: 's3:PutObject',
};

const queueVariables: Record<Exclude<QueueName, 'mail-arrived'>, string> = {
  inbound: 'INBOUND_QUEUE_URL',
  routing: 'ROUTING_QUEUE_URL',
  outbound: 'OUTBOUND_QUEUE_URL',
  automation: 'AUTOMATION_QUEUE_URL',
  jobs: 'JOBS_QUEUE_URL',
  webhooks: 'WEBHOOKS_QUEUE_URL',
  notices: 'NOTICES_QUEUE_URL',
  due: 'DUE_QUEUE_URL',
};

/** What words about one function come to: its policy, statement by statement, and the environment that tells it where. */
export interface Grants {
  readonly statements: readonly PolicyStatement[];
  readonly environment: Readonly<Record<string, string>>;
  readonly wildcards?: readonly Wildcard[];
}

interface GrantRequest {
  readonly touches: Touches;
  readonly data: DataStack;
  readonly settings: StageSettings;
  readonly scope: Construct;
}

export function grantsOf(request: GrantRequest): Grants {
  const parts = [
    tableGrants(request),
    objectGrants(request),
    queueGrants(request),
    busGrants(request),
    mailGrants(request),
    liveGrants(request),
    keyGrants(request),
    settingGrants(request),
  ];
  return {
    statements: parts.flatMap(({ statements }) => statements),
    environment: Object.assign({}, ...parts.map(({ environment }) => environment)),
    wildcards: parts.flatMap(({ wildcards }) => wildcards ?? []),
  };
}

const nothing: Grants = { statements: [], environment: {} };

function allow(sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ sid, actions: [...new Set(actions)], resources: [...resources] });
}

function tableGrants({ touches, data }: GrantRequest): Grants {
  const { table = [], indexes = [] } = touches;
  const ofTable = {
    sid: 'Table',
    actions: table.map((verb) => tableActions[verb]),
    resources: [data.table.tableArn],
  };
  const indexArns = indexes.map((name) => `${data.table.tableArn}/index/${knownIndex(name)}`);
  const ofIndexes = { sid: 'Indexes', actions: ['dynamodb:Query'], resources: indexArns };
  const statements = [ofTable, ofIndexes]
    .filter(({ actions, resources }) => actions.length > 0 && resources.length > 0)
    .map(({ sid, actions, resources }) => allow(sid, actions, resources));
  return { statements, environment: statements.length > 0 ? { TABLE_NAME: data.table.tableName } : {} };
}

function knownIndex(name: string): string {
  if (tableDefinition.indexes.some((index) => index.name === name)) return name;
  throw new Error(`The table has no index "${name}".`);
}

function objectGrants({ touches, data }: GrantRequest): Grants {
  const rawMail = bucketStatements('RawMail', data.rawMail, touches.rawMail ?? []);
  const attachments = bucketStatements('Attachments', data.attachments, touches.attachments ?? []);
  return {
    statements: [...rawMail, ...attachments],
    environment: {
      // Who reads a mail is told by its arrival where it lies.
      ...(touches.rawMail?.includes('write') ? { RAW_MAIL_BUCKET: data.rawMail.bucketName } : {}),
      ...(attachments.length > 0 ? { ATTACHMENT_BUCKET: data.attachments.bucketName } : {}),
    },
    wildcards: [...rawMail, ...attachments].flatMap(({ resources }) =>
      resources.map((resource) => ({ resource, reason: 'The keys of objects are made as customers write.' })),
    ),
  };
}

/** Links have a statement of their own: the function itself never makes the call that it signs. */
function bucketStatements(
  sid: string,
  bucket: PrivateBucket,
  verbs: readonly ObjectVerb[],
): PolicyStatement[] {
  const links = verbs.filter((verb) => verb.startsWith('link'));
  const own = verbs.filter((verb) => !verb.startsWith('link'));
  return [
    { sid, verbs: own },
    { sid: `LinksTo${sid}`, verbs: links },
  ]
    .filter((part) => part.verbs.length > 0)
    .map((part) =>
      allow(
        part.sid,
        part.verbs.map((verb) => objectActions[verb]),
        [bucket.objectsArn],
      ),
    );
}

function queueGrants({ touches, data }: GrantRequest): Grants {
  const targets = touches.sendsTo ?? [];
  if (targets.length === 0) return nothing;
  const arns = targets.map((name) => data.queues[name].queue.queueArn);
  const variables = targets.map((name) => [queueVariables[name], data.queues[name].queue.queueUrl]);
  return {
    statements: [allow('Queues', ['sqs:SendMessage'], arns)],
    environment: Object.fromEntries(variables),
  };
}

function busGrants({ touches, data }: GrantRequest): Grants {
  if (touches.publishes !== true) return nothing;
  return {
    statements: [allow('Events', ['events:PutEvents'], [data.bus.eventBusArn])],
    environment: { EVENT_BUS_NAME: data.bus.eventBusName },
  };
}

/** Without domains every sender may send, which only makes sense on one machine; SES itself still asks for a verified one. */
function mailGrants({ touches, settings, scope }: GrantRequest): Grants {
  if (touches.sendsMail !== true) return nothing;
  const senders = settings.mailDomains.length > 0 ? settings.mailDomains : ['*'];
  const identities = senders.map((resourceName) =>
    Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
  );
  return {
    // A raw mail sent through the second version of the API is checked as the first version's action too.
    statements: [allow('Mail', ['ses:SendEmail', 'ses:SendRawEmail'], identities)],
    environment: {},
    wildcards:
      settings.mailDomains.length > 0
        ? []
        : identities.map((resource) => ({
            resource,
            reason: 'No mail domains are named yet in the settings.',
          })),
  };
}

function liveGrants({ touches, data }: GrantRequest): Grants {
  if (touches.pushes !== true) return nothing;
  const { connections, endpoint } = data.live;
  return {
    statements: [allow('Live', ['execute-api:ManageConnections'], connections)],
    environment: { LIVE_ENDPOINT: endpoint },
    wildcards: connections.map((resource) => ({
      resource,
      reason: 'The gateway names connections as they come.',
    })),
  };
}

function keyGrants({ touches, data }: GrantRequest): Grants {
  if (touches.dataKey !== true) return nothing;
  return {
    statements: [allow('DataKey', ['kms:Decrypt'], [data.dataKey.keyArn])],
    environment: { DATA_KEY_ID: data.dataKey.keyArn },
  };
}

function settingGrants({ touches, data, settings }: GrantRequest): Grants {
  const { key, address } = settings.requestsPerMinute;
  const variables: Record<SettingName, Readonly<Record<string, string>>> = {
    publicUrl: { PUBLIC_URL: data.publicUrl },
    mailDomains: { MAIL_DOMAINS: settings.mailDomains.join(',') },
    allowedOrigins: { ALLOWED_ORIGINS: settings.allowedOrigins.join(',') },
    dueShards: { DUE_SHARDS: String(settings.dueShards) },
    requestsPerMinute: { REQUESTS_PER_MINUTE: `${key},${address}` },
    issuer: issuerVariables(data),
    liveUrl: { LIVE_URL: data.live.url },
    attachmentBucket: { ATTACHMENT_BUCKET: data.attachments.bucketName },
  };
  return {
    statements: [],
    environment: Object.assign({}, ...(touches.knows ?? []).map((name) => variables[name])),
  };
}

/** Empty where agents come with API keys only. */
function issuerVariables({ oidc }: DataStack): Record<string, string> {
  return {
    OIDC_ISSUER: oidc?.issuer ?? '',
    OIDC_AUDIENCE: oidc?.audience ?? '',
    OIDC_JWKS_URI: oidc?.jwksUri ?? '',
  };
}
