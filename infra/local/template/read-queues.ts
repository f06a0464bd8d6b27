import { z } from 'zod';
import type { QueueSettings } from '../contracts.ts';
import { nameInArn } from './aws-names.ts';
import type { Resources } from './resources.ts';

const queueProperties = z.looseObject({
  FifoQueue: z.boolean().default(false),
  VisibilityTimeout: z.number().default(30),
  DelaySeconds: z.number().default(0),
  MessageRetentionPeriod: z.number().default(345_600),
  ContentBasedDeduplication: z.boolean().default(false),
  RedrivePolicy: z
    .looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
});

export function readQueues(resources: Resources): QueueSettings[] {
  return resources.list('AWS::SQS::Queue', queueProperties).map(({ name, properties }) => ({
    name,
    fifo: properties.FifoQueue,
    visibilitySeconds: properties.VisibilityTimeout,
    delaySeconds: properties.DelaySeconds,
    retentionSeconds: properties.MessageRetentionPeriod,
    contentBasedDeduplication: properties.ContentBasedDeduplication,
    ...(properties.RedrivePolicy && {
      deadLetter: {
        queueName: nameInArn(properties.RedrivePolicy.deadLetterTargetArn),
        maxReceiveCount: properties.RedrivePolicy.maxReceiveCount,
      },
    }),
  }));
}
