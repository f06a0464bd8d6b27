import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages/settings.ts';

/** A log group that ends: logs never outlive what the environment's settings say. */
export class DeskLogs extends LogGroup {
  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id, {
      retention: settings.logs.keepDays satisfies RetentionDays,
      removalPolicy: settings.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
