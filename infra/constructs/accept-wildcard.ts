import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { Construct } from 'constructs';

/** A resource with a star in it, and why it cannot be said more closely. */
export interface Wildcard {
  readonly resource: string;
  readonly reason: string;
}

/** Tells cdk-nag why one star is right, in the one construct that needs it; any other star is still found. */
export function acceptWildcard(scope: Construct, { resource, reason }: Wildcard): void {
  const finding = flattenCfnReference(Stack.of(scope).resolve(resource));
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${finding}]`, reason });
}
