import { z } from 'zod';
import { nameInArn } from './aws-names.ts';
import type { NamedResource, Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { BusRule, ScheduleDefinition } from './wiring.ts';

const ruleProperties = z.looseObject({
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  State: z.string().default('ENABLED'),
  ScheduleExpression: z
    .undefined({ error: 'schedules of EventBridge rules are not run here, use the Scheduler' })
    .optional(),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.string(),
        SqsParameters: z.looseObject({ MessageGroupId: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

const scheduleProperties = z.looseObject({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Target: z.looseObject({
    Arn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z.looseObject({ MaximumRetryAttempts: z.number().optional() }).optional(),
    DeadLetterConfig: z.looseObject({ Arn: z.string().optional() }).optional(),
  }),
});

export function readEventBusName(resources: Resources): string {
  return resources.list('AWS::Events::EventBus', z.looseObject({}))[0]?.name ?? 'default';
}

type Rule = NamedResource<z.output<typeof ruleProperties>>;

const targetKind = (arn: string): 'function' | 'queue' | null => {
  const kinds: Readonly<Record<string, 'function' | 'queue'>> = { lambda: 'function', sqs: 'queue' };
  return kinds[arn.split(':')[2] ?? ''] ?? null;
};

function toBusRules({ logicalId, properties }: Rule): BusRule[] {
  return properties.Targets.flatMap((target) => {
    // Archives and log groups only keep what passes.
    if (target.Arn.split(':')[2] === 'logs') return [];
    const kind = targetKind(target.Arn);
    if (!kind) throw new UnsupportedTemplate(`${logicalId} sends to ${target.Arn}, which is not run here`);
    const groupId = target.SqsParameters?.MessageGroupId ?? null;
    return {
      name: logicalId,
      pattern: properties.EventPattern ?? {},
      target: { kind, name: nameInArn(target.Arn), groupId },
    };
  });
}

export function readBusRules(resources: Resources): BusRule[] {
  return resources
    .list('AWS::Events::Rule', ruleProperties)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .flatMap(toBusRules);
}

export function readSchedules(resources: Resources): ScheduleDefinition[] {
  return resources
    .list('AWS::Scheduler::Schedule', scheduleProperties)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ name, properties: { ScheduleExpression, Target } }) => ({
      name,
      expression: ScheduleExpression,
      functionName: nameInArn(Target.Arn),
      input: Target.Input ?? null,
      maximumRetryAttempts: Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      deadLetterQueueName: Target.DeadLetterConfig?.Arn ? nameInArn(Target.DeadLetterConfig.Arn) : null,
    }));
}
