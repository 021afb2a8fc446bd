import { type CfnElement, Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Accepts findings of cdk-nag at one construct, each with the reason that a reviewer reads. */
export function acknowledge(construct: IConstruct, reasons: Record<string, string>): void {
  for (const [id, reason] of Object.entries(reasons))
    Validations.of(construct).acknowledge({ id, reason })
}

/** The name of the finding that a policy opens more than one thing below a resource. */
export function opensBelow(resource: IConstruct, suffix: string): string {
  const id = Stack.of(resource).getLogicalId(resource.node.defaultChild as CfnElement)
  return `AwsSolutions-IAM5[Resource::<${id}.Arn>${suffix}]`
}
