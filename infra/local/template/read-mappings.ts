import { z } from 'zod';
import type { EventPattern } from '../event-pattern.ts';
import { nameInArn } from './aws-names.ts';
import type { NamedResource, Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { QueueMapping, StreamMapping } from './wiring.ts';

const mappingProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.number() }).optional(),
  FilterCriteria: z.looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })) }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }) }).optional(),
});

type Mapping = NamedResource<z.output<typeof mappingProperties>>;

const sourceService = ({ properties }: Mapping): string => properties.EventSourceArn.split(':')[2] ?? '';

function mappings(resources: Resources): Mapping[] {
  const all = resources.list('AWS::Lambda::EventSourceMapping', mappingProperties);
  const unknown = all.find((mapping) => !['sqs', 'dynamodb'].includes(sourceService(mapping)));
  if (unknown)
    throw new UnsupportedTemplate(`${unknown.logicalId} reads from ${unknown.properties.EventSourceArn}`);
  return all.filter(({ properties }) => properties.Enabled);
}

export function readQueueMappings(resources: Resources): QueueMapping[] {
  return mappings(resources)
    .filter((mapping) => sourceService(mapping) === 'sqs')
    .map(({ logicalId, properties }) => {
      if (properties.FilterCriteria)
        throw new UnsupportedTemplate(`${logicalId}: filters on queues are not run here`);
      return {
        queueName: nameInArn(properties.EventSourceArn),
        functionName: nameInArn(properties.FunctionName),
        batchSize: properties.BatchSize ?? 10,
        batchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
        reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency ?? null,
      };
    });
}

export function readStreamMappings(resources: Resources): StreamMapping[] {
  return mappings(resources)
    .filter((mapping) => sourceService(mapping) === 'dynamodb')
    .map(({ logicalId, properties }) => {
      const destination = properties.DestinationConfig?.OnFailure.Destination;
      return {
        id: logicalId,
        functionName: nameInArn(properties.FunctionName),
        batchSize: properties.BatchSize ?? 100,
        filters: (properties.FilterCriteria?.Filters ?? []).map(
          ({ Pattern }) => JSON.parse(Pattern) as EventPattern,
        ),
        bisectsOnError: properties.BisectBatchOnFunctionError,
        maximumRetryAttempts: properties.MaximumRetryAttempts,
        reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        onFailureQueueName: destination === undefined ? null : nameInArn(destination),
      };
    });
}
