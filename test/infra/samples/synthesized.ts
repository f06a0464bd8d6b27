import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { type Synthesis, type SynthesizeRequest, synthesize } from '#infra/synthesize.ts';
import { sampleFunctions } from './functions.ts';

/** The system over sample functions, with mail domains unless the test names its own settings. */
export async function synthesizeSample(request: Partial<SynthesizeRequest> = {}): Promise<Synthesis> {
  const outputFolder = await mkdtemp(join(tmpdir(), 'smista-infra-'));
  return synthesize({
    stage: 'prod',
    outputFolder,
    functions: sampleFunctions,
    settings: { mailDomains: ['desk.example.com'], alarmAddresses: ['operators@example.com'] },
    ...request,
  });
}

/** One stack by what comes after the environment's name: `data`, `service`, `routes`, `alarms`, `mail`. */
export function stackOf(synthesis: Synthesis, ending: string): Template {
  const found = synthesis.templates.find(({ stackName }) => stackName.endsWith(`-${ending}`));
  if (found === undefined) throw new Error(`There is no stack ${ending}.`);
  return Template.fromJSON(found.template);
}
