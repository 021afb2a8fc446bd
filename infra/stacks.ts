import { AwsError, type Reach, stackOf } from './operate.ts'

type Events = {
  StackEvents: {
    ResourceStatus?: string
    ResourceStatusReason?: string
    LogicalResourceId?: string
  }[]
}

/** Deletes a stack and waits until it is gone. @throws with what CloudFormation could not delete */
export function deleteStack({ aws }: Pick<Reach, 'aws'>, region: string, stack: string): void {
  const named = ['--stack-name', stack]
  aws(region, 'cloudformation', 'delete-stack', ...named)
  try {
    aws(region, 'cloudformation', 'wait', 'stack-delete-complete', ...named)
  } catch (error) {
    if (!(error instanceof AwsError) || !stackOf({ aws }, region, stack)) throw error
    const { StackEvents } = aws<Events>(region, 'cloudformation', 'describe-stack-events', ...named)
    const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED')
    const why = failed.map((one) => `  ${one.LogicalResourceId}: ${one.ResourceStatusReason}`)
    throw new Error([`${stack} could not be deleted:`, ...why].join('\n'), { cause: error })
  }
}

type Summaries = {
  StackResourceSummaries: {
    LogicalResourceId: string
    PhysicalResourceId?: string
    ResourceType: string
  }[]
}
type Body = { Resources: Record<string, { DeletionPolicy?: string }> }

export type Kept = { type: string; name: string }

/** What stays in the account when a stack is deleted. */
export function keptOf({ aws }: Pick<Reach, 'aws'>, region: string, stack: string): Kept[] {
  const named = ['--stack-name', stack]
  const template = aws<{ TemplateBody: Body }>(region, 'cloudformation', 'get-template', ...named)
  const { StackResourceSummaries } = aws<Summaries>(
    region,
    'cloudformation',
    'list-stack-resources',
    ...named,
  )
  const { Resources } = template.TemplateBody
  return StackResourceSummaries.filter(({ LogicalResourceId }) =>
    /^Retain/.test(Resources[LogicalResourceId]?.DeletionPolicy ?? ''),
  ).map(({ ResourceType, PhysicalResourceId = '' }) => ({
    type: ResourceType,
    name: PhysicalResourceId,
  }))
}
