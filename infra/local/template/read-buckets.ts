import { z } from 'zod';
import { nameInArn } from './aws-names.ts';
import type { Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { BucketNotification, InboundMail } from './wiring.ts';

const filter = z
  .looseObject({
    Key: z
      .looseObject({ FilterRules: z.array(z.looseObject({ Name: z.string(), Value: z.string() })) })
      .optional(),
    S3Key: z
      .looseObject({ Rules: z.array(z.looseObject({ Name: z.string(), Value: z.string() })) })
      .optional(),
  })
  .optional();

/** The custom resource says `Events, QueueArn, Filter.Key`; the bucket's own property `Event, Queue, Filter.S3Key`. */
const queueConfiguration = z.looseObject({
  Events: z.array(z.string()).optional(),
  Event: z.string().optional(),
  QueueArn: z.string().optional(),
  Queue: z.string().optional(),
  Filter: filter,
});

const notificationConfiguration = z.looseObject({
  QueueConfigurations: z.array(queueConfiguration).default([]),
  TopicConfigurations: z.array(z.unknown()).max(0).default([]),
  LambdaFunctionConfigurations: z.array(z.unknown()).max(0).default([]),
});

const bucketProperties = z.looseObject({ NotificationConfiguration: notificationConfiguration.optional() });
const customProperties = z.looseObject({
  BucketName: z.string(),
  NotificationConfiguration: notificationConfiguration,
});
const receiptRuleProperties = z.looseObject({
  Rule: z.looseObject({
    Actions: z
      .array(
        z.looseObject({
          S3Action: z
            .looseObject({ BucketName: z.string(), ObjectKeyPrefix: z.string().default('') })
            .optional(),
        }),
      )
      .default([]),
  }),
});

type Configuration = z.output<typeof queueConfiguration>;

function toNotification(bucketName: string, configuration: Configuration): BucketNotification {
  const events = configuration.Events ?? [configuration.Event ?? ''];
  const queueArn = configuration.QueueArn ?? configuration.Queue;
  if (queueArn === undefined || events.some((event) => !event.startsWith('s3:ObjectCreated:'))) {
    throw new UnsupportedTemplate(`Notifications of ${bucketName} for ${events.join()} are not run here`);
  }
  const rules = configuration.Filter?.Key?.FilterRules ?? configuration.Filter?.S3Key?.Rules ?? [];
  const rule = (name: string) => rules.find((each) => each.Name.toLowerCase() === name)?.Value ?? '';
  return { bucketName, queueName: nameInArn(queueArn), prefix: rule('prefix'), suffix: rule('suffix') };
}

export function readBuckets(resources: Resources): string[] {
  return resources.list('AWS::S3::Bucket', bucketProperties).map(({ name }) => name);
}

export function readNotifications(resources: Resources): BucketNotification[] {
  const own = resources
    .list('AWS::S3::Bucket', bucketProperties)
    .map(({ name, properties }) => ({ name, configuration: properties.NotificationConfiguration }));
  const custom = resources.list('Custom::S3BucketNotifications', customProperties).map(({ properties }) => ({
    name: properties.BucketName,
    configuration: properties.NotificationConfiguration,
  }));
  return [...own, ...custom].flatMap(({ name, configuration }) =>
    (configuration?.QueueConfigurations ?? []).map((each) => toNotification(name, each)),
  );
}

/** The receipt rule says where SES stores mail; without one, the first bucket that announces its objects. */
export function readInboundMail(resources: Resources): InboundMail | null {
  for (const { properties } of resources.list('AWS::SES::ReceiptRule', receiptRuleProperties)) {
    const action = properties.Rule.Actions.find(({ S3Action }) => S3Action !== undefined)?.S3Action;
    if (action) return { bucketName: action.BucketName, keyPrefix: action.ObjectKeyPrefix };
  }
  const [first] = readNotifications(resources);
  return first ? { bucketName: first.bucketName, keyPrefix: first.prefix } : null;
}
