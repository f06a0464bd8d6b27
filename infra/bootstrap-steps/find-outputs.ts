import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** What a stack says of itself, by the output's name; nothing when it was never deployed. */
export async function findOutputs(
  cloudFormation: CloudFormationClient,
  stackName: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const stack = await findStack(cloudFormation, stackName);
  const outputs = stack?.Outputs?.map(
    ({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const,
  );
  return outputs === undefined ? undefined : new Map(outputs);
}

async function findStack(cloudFormation: CloudFormationClient, stackName: string) {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks?.[0];
  } catch (error) {
    // CloudFormation has no code of its own for a stack that is not there.
    if (
      error instanceof Error &&
      error.name === 'ValidationError' &&
      error.message.includes('does not exist')
    ) {
      return undefined;
    }
    throw error;
  }
}
