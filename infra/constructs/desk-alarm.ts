import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface DeskAlarmProps {
  readonly stage: string;
  /** A heading of docs/operations.md, where it says what the alarm means and what to do. */
  readonly heading: string;
  /** Which of several things under one heading. */
  readonly of?: string;
  readonly metric: Metric;
  /** Rings when the metric is above this in every one of the last `periods` periods. */
  readonly above: number;
  readonly periods: number;
  /** Rings too when nothing is measured: for what has to happen all the time. */
  readonly silenceRings?: boolean;
  readonly topic: ITopic;
}

/** An alarm that always says where to read on, and always reaches somebody, also when it is over. */
export class DeskAlarm extends Alarm {
  constructor(scope: Construct, props: DeskAlarmProps) {
    const title = props.of === undefined ? props.heading : `${props.heading}: ${props.of}`;
    super(scope, title, {
      alarmName: `smista-${props.stage} ${title}`,
      alarmDescription: props.heading,
      metric: props.metric,
      threshold: props.above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: props.periods,
      treatMissingData: props.silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(props.topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
