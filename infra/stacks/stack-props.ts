import type { StackProps } from 'aws-cdk-lib';
import type { StageSettings } from '../stages/settings.ts';

/** Where a stack lives. Without a place of its own, it goes where the deploying credentials point. */
export function stackProps(settings: StageSettings): StackProps {
  const account = settings.place?.account ?? process.env['CDK_DEFAULT_ACCOUNT'];
  const region = settings.place?.region ?? process.env['CDK_DEFAULT_REGION'];
  return account !== undefined && region !== undefined ? { env: { account, region } } : {};
}
