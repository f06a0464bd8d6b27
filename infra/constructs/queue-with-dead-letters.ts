import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { QueueDescription } from '../queues.ts';

/** AWS advises six times the consumer's timeout, so that a message is not received again while a batch is still tried. */
const visibilityPerTimeout = 6;

interface QueueWithDeadLettersProps extends QueueDescription {
  /** Without the ending that SQS asks of FIFO queues. */
  readonly queueName: string;
  readonly keepsData: boolean;
}

/** A queue whose failed messages wait for somebody: encrypted, TLS only, both kept for the longest time that SQS has. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    const ending = props.fifo ? '.fifo' : '';
    const manners = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(props.fifo
        ? {
            fifo: true,
            deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
            fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
          }
        : {}),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...manners,
      queueName: `${props.queueName}-dead-letters${ending}`,
    });
    this.queue = new Queue(this, 'Queue', {
      ...manners,
      queueName: `${props.queueName}${ending}`,
      visibilityTimeout: Duration.seconds(visibilityPerTimeout * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.receives },
    });
  }
}
