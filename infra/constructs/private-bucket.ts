import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface PrivateBucketProps {
  readonly bucketName: string;
  readonly keepsData: boolean;
  readonly lifecycleRules?: LifecycleRule[];
  readonly cors?: CorsRule[];
}

/** A bucket for what customers write: encrypted, TLS only, never public. */
export class PrivateBucket extends Bucket {
  /** Its name without a reference to it, so that other stacks can write its objects' ARN in full. */
  readonly objectsArn: string;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      bucketName: props.bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        { id: 'forget-broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...(props.lifecycleRules ?? []),
      ],
      ...(props.cors ? { cors: props.cors } : {}),
    });
    this.objectsArn = `arn:${Stack.of(this).partition}:s3:::${props.bucketName}/*`;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only our functions read and write here, and their logs name each object by its key; server access logs would copy addresses out of the reach of erasure.',
    });
  }
}
