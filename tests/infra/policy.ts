import type { Template } from 'aws-cdk-lib/assertions'
import { type Resource, resourcesOf } from './synthesized.ts'

export type Statement = {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: unknown
  Condition?: Record<string, Record<string, string | string[]>>
}

/** One action on the table, and the partitions it names: what IAM is asked. */
export type Access = { action: string; partitions: string[] }

export const statementsOf = (policy: Resource): Statement[] =>
  policy.Properties.PolicyDocument.Statement
export const actionsOf = ({ Action }: Statement): string[] => [Action].flat()

/** What the role of a function says, by the name the function has in its log. */
export function policyOf(template: Template, service: string): Statement[] {
  const handlers = Object.values(resourcesOf(template, 'AWS::Lambda::Function'))
  const handler = handlers.find(
    ({ Properties }) => Properties.Environment?.Variables?.SERVICE === service,
  )
  const [role] = handler?.Properties.Role['Fn::GetAtt'] ?? []
  if (!role) throw new Error(`no function ${service} with a role of its own`)
  return Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${role}"`))
    .flatMap(statementsOf)
}

/** As IAM decides: something allows it, and nothing denies it. */
export function isAllowed(statements: readonly Statement[], access: Access): boolean {
  const met = statements.filter((statement) => meets(statement, access))
  return (
    met.some(({ Effect }) => Effect === 'Allow') && met.every(({ Effect }) => Effect !== 'Deny')
  )
}

function meets(statement: Statement, { action, partitions }: Access): boolean {
  if (!actionsOf(statement).includes(`dynamodb:${action}`)) return false
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, patterns]) => {
      const [quantity, comparison] = operator.split(':')
      const known = ['StringLike', 'StringEquals'].includes(comparison ?? '')
      if (key !== 'dynamodb:LeadingKeys' || !known) throw new Error(`unknown: ${operator} ${key}`)
      const isMet = (one: string) =>
        [patterns]
          .flat()
          .some((pattern) => (comparison === 'StringLike' ? like(pattern, one) : pattern === one))
      if (quantity === 'ForAllValues') return partitions.every(isMet)
      if (quantity === 'ForAnyValue') return partitions.some(isMet)
      throw new Error(`unknown: ${operator}`)
    }),
  )
}

function like(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value)
}

type Call = { name: string; input: unknown }
type Named = { Item?: Keyed; Key?: Keyed; ExpressionAttributeValues?: { ':pk'?: { S?: string } } }
type Keyed = { pk?: { S?: string } }

const OF_A_TRANSACTION: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

/** What IAM is asked when the SDK sends a command; a transaction is asked about action by action. */
export function accessesOf({ name, input }: Call): Access[] {
  const action = name.replace(/Command$/, '')
  if (action === 'TransactWriteItems') {
    const { TransactItems = [] } = input as { TransactItems?: Record<string, Named>[] }
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, named]) => ({
        action: OF_A_TRANSACTION[kind] ?? kind,
        partitions: [partitionOf(named)],
      })),
    )
  }
  if (action === 'BatchGetItem') {
    const { RequestItems = {} } = input as { RequestItems?: Record<string, { Keys: Keyed[] }> }
    const keys = Object.values(RequestItems).flatMap(({ Keys }) => Keys)
    return [{ action, partitions: keys.map((Key) => partitionOf({ Key })) }]
  }
  return [{ action, partitions: [partitionOf(input as Named)] }]
}

function partitionOf({ Item, Key, ExpressionAttributeValues: values }: Named): string {
  const found = (Item ?? Key)?.pk?.S ?? values?.[':pk']?.S
  if (found === undefined) throw new Error('a call that names no partition')
  return found
}
