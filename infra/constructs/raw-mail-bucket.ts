import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages/settings.ts';
import { PrivateBucket } from './private-bucket.ts';

interface RawMailBucketProps {
  readonly bucketName: string;
  readonly settings: StageSettings;
  /** Hears of every mail that is stored. */
  readonly arrivals: Queue;
}

/** Mail as it came: SES puts it here, and the queue of arrivals hears of it. */
export class RawMailBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { bucketName, settings, arrivals }: RawMailBucketProps) {
    const expiration = Duration.days(settings.mail.keepRawMailDays);
    super(scope, id, {
      bucketName,
      keepsData: settings.keepsData,
      lifecycleRules: [{ id: 'forget-old-mail', expiration }],
    });
    this.letSesWrite(settings.mail.ruleSetName);
    this.announceTo(arrivals, bucketName);
  }

  private letSesWrite(ruleSetName: string): void {
    const { account } = Stack.of(this);
    const anyRule = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'receipt-rule-set',
      resourceName: `${ruleSetName}:receipt-rule/*`,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SesStoresMail',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': anyRule } },
      }),
    );
  }

  /** CDK's own notifications bring a function and its role; the bucket's name being known, the plain property does. */
  private announceTo(arrivals: Queue, bucketName: string): void {
    arrivals.addToResourcePolicy(
      new PolicyStatement({
        sid: 'BucketAnnouncesMail',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [arrivals.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnEquals: { 'aws:SourceArn': `arn:${Stack.of(this).partition}:s3:::${bucketName}` },
        },
      }),
    );
    const bucket = this.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('The bucket has no resource of its own.');
    bucket.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: arrivals.queueArn }],
    };
    // S3 tries the queue when it takes the setting: its permission has to be there before.
    const policy = arrivals.node.tryFindChild('Policy');
    if (policy) bucket.node.addDependency(policy);
  }
}
