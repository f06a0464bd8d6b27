import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeskApi } from '../constructs/desk-api.ts';
import { DeskTable } from '../constructs/desk-table.ts';
import { LiveApi } from '../constructs/live-api.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts';
import { RawMailBucket } from '../constructs/raw-mail-bucket.ts';
import { UserDirectory } from '../constructs/user-directory.ts';
import { type QueueName, queueNames, queues, unannouncedQueue } from '../queues.ts';
import type { OidcSettings, StageSettings } from '../stages/settings.ts';
import { stackProps } from './stack-props.ts';

/**
 * Everything that must survive a redeploy: what customers wrote, what still waits in a queue, the key, and the
 * addresses that others have written down (the gateways' and the event bus's).
 */
export class DataStack extends Stack {
  readonly table: Table;
  readonly rawMail: PrivateBucket;
  readonly attachments: PrivateBucket;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly unannounced: Queue;
  readonly bus: EventBus;
  readonly dataKey: Key;
  readonly api: HttpApi;
  readonly publicUrl: string;
  readonly live: LiveApi;
  /** Who signs agents in besides API keys. */
  readonly oidc: OidcSettings | null;
  private readonly settings: StageSettings;

  constructor(scope: Construct, settings: StageSettings) {
    super(scope, `smista-${settings.stage}-data`, {
      ...stackProps(settings),
      description: 'Smista: what must survive a redeploy.',
      terminationProtection: settings.keepsData,
    });
    this.settings = settings;
    this.table = new DeskTable(this, 'Table', {
      tableName: this.nameOf('desk'),
      keepsData: settings.keepsData,
    });
    this.queues = this.addQueues();
    this.unannounced = this.addUnannounced();
    this.rawMail = new RawMailBucket(this, 'RawMail', {
      bucketName: this.bucketNameOf('raw-mail'),
      settings,
      arrivals: this.queues['mail-arrived'].queue,
    });
    this.attachments = this.addAttachments();
    this.bus = new EventBus(this, 'Events', { eventBusName: this.nameOf('events') });
    this.dataKey = this.addDataKey();
    this.api = new DeskApi(this, 'Api', settings);
    this.publicUrl = settings.publicUrl ?? this.api.apiEndpoint;
    this.live = new LiveApi(this, 'LiveApi', settings);
    this.oidc = this.chooseIssuer();
    this.addOutputs();
  }

  private nameOf(thing: string): string {
    return `smista-${this.settings.stage}-${thing}`;
  }

  /** Bucket names are one space for all of AWS. */
  private bucketNameOf(thing: string): string {
    return `${this.nameOf(thing)}-${this.account}-${this.region}`;
  }

  private removal(): RemovalPolicy {
    return this.settings.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private addQueues(): Record<QueueName, QueueWithDeadLetters> {
    const entries = queueNames.map((name): [QueueName, QueueWithDeadLetters] => [
      name,
      new QueueWithDeadLetters(this, `Queue-${name}`, {
        ...queues[name],
        queueName: this.nameOf(name),
        keepsData: this.settings.keepsData,
      }),
    ]);
    return Object.fromEntries(entries) as Record<QueueName, QueueWithDeadLetters>;
  }

  private addUnannounced(): Queue {
    const queue = new Queue(this, 'Unannounced', {
      queueName: this.nameOf(unannouncedQueue),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: this.removal(),
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: "It is itself where the stream's failures end; nothing consumes it but people.",
    });
    return queue;
  }

  private addAttachments(): PrivateBucket {
    return new PrivateBucket(this, 'Attachments', {
      bucketName: this.bucketNameOf('attachments'),
      keepsData: this.settings.keepsData,
      // What a message took was copied, and a download's link ends after a minute: all that lies here is forgotten.
      lifecycleRules: [
        { id: 'forget-uploads', prefix: 'uploads/', expiration: Duration.days(2) },
        { id: 'forget-downloads', prefix: 'downloads/', expiration: Duration.days(1) },
      ],
      // The presigned link is the permission, and the sites with our forms are not known when we deploy.
      cors: [
        {
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT, HttpMethods.POST],
          allowedOrigins: ['*'],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
    });
  }

  private addDataKey(): Key {
    return new Key(this, 'DataKey', {
      alias: this.nameOf('data-key'),
      description: 'Wraps the data key that the table keeps.',
      enableKeyRotation: true,
      removalPolicy: this.removal(),
    });
  }

  private chooseIssuer(): OidcSettings | null {
    const { cognito, oidc, stage } = this.settings;
    if (!cognito) return oidc;
    if (oidc !== null) throw new Error(`${stage}: tokens come from Cognito or from \`oidc\`, not from both.`);
    return new UserDirectory(this, 'Users', this.settings).issuer;
  }

  private addOutputs(): void {
    const outputs = {
      ApiUrl: [this.publicUrl, 'Where agents, customers and providers reach the desk.'],
      LiveUrl: [this.live.url, 'Where agents connect to be told live.'],
      TableName: [this.table.tableName, 'The single table.'],
      DataKeyId: [this.dataKey.keyArn, 'The key that wraps the data key.'],
      RawMailBucket: [this.rawMail.bucketName, 'Mail as it came.'],
      AttachmentBucket: [this.attachments.bucketName, 'What came with messages.'],
      EventBusName: [this.bus.eventBusName, 'Where integrations listen.'],
    } as const;
    for (const [name, [value, description]] of Object.entries(outputs)) {
      new CfnOutput(this, name, { value, description });
    }
  }
}
