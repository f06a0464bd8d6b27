import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import type { QueueSettings, ServiceSettings, Services } from '#infra/local/contracts.ts';
import { startServices } from '#infra/local/services/start-services.ts';
import { aClock, clientSettings, someSettings } from './settings-for-tests.ts';

/** Ended with the test. */
export async function startForTest(changes: Partial<ServiceSettings> = {}): Promise<Services> {
  const services = await startServices(someSettings(changes));
  onTestFinished(() => services.close());
  return services;
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smista-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export async function startQueues(queues: readonly QueueSettings[], clock = aClock()) {
  const services = await startForTest({ queues, clock });
  return { services, queues: services.queues, clock, client: new SQSClient(clientSettings(services, 'SQS')) };
}
