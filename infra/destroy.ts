import { EDGE_REGION } from './edge.ts'
import { type Operation, type Reach, stackOf } from './operate.ts'
import PRICES from './prices.json' with { type: 'json' }
import { deleteStack, type Kept, keptOf } from './stacks.ts'

const dollars = (amount: number) => `about $${amount.toFixed(2)}`
const { dynamoGbMonth, pitrGbMonth, s3GbMonth, secretMonth } = PRICES.prices

/** What keeping a thing costs, by its kind. */
const COSTS: Record<string, string> = {
  'AWS::DynamoDB::GlobalTable': `${dollars(dynamoGbMonth + pitrGbMonth)} a GB and month, with its recovery`,
  'AWS::S3::Bucket': `${dollars(s3GbMonth)} a GB and month`,
  'AWS::SecretsManager::Secret': `${dollars(secretMonth)} a month`,
  'AWS::KMS::Key': 'about $1 a month; without it nobody reads what it has encrypted',
  'AWS::Cognito::UserPool': 'nothing while nobody signs in',
  'AWS::Logs::LogGroup': 'next to nothing',
}

/**
 * `npm run deploy -- --stage prod --destroy`: takes the hub of a stage down, and leaves what can't be made again. Broken
 * off, the same command goes on.
 */
export async function destroy(
  reach: Reach,
  { stage, region, stack }: Pick<Operation, 'stage' | 'region' | 'stack'>,
): Promise<void> {
  const { aws, run, tell, ask } = reach
  const hub = stackOf(reach, region, stack)
  const edge = stackOf(reach, EDGE_REGION, `${stack}-edge`)
  if (!hub && !edge) return tell(`There is no ${stack} in ${region}.`)
  const { WebBucket, RestoredTable } = hub?.outputs ?? {}
  const kept: Kept[] = hub ? keptOf(reach, region, stack) : []
  if (RestoredTable) kept.push({ type: 'AWS::DynamoDB::GlobalTable', name: RestoredTable })
  tell(`${stack} ends: its address, its functions, its pages, its jobs and its mails.`)
  if (kept.length > 0)
    tell('These stay, until somebody deletes them by hand (infra/runbooks/leave.md):')
  for (const { type, name } of kept)
    tell(`  ${type.split('::').slice(1).join(' ')} ${name}: ${COSTS[type] ?? 'see its price'}`)
  if ((await ask(`Type the stage's name to go on: `)) !== stage) return tell('Nothing was done.')

  if (hub) {
    const named = ['--stack-name', stack]
    const off = '--no-enable-termination-protection'
    aws(region, 'cloudformation', 'update-termination-protection', off, ...named)
    // A bucket with something in it can't be deleted, and all that lies here can be built again.
    if (WebBucket) run('aws', ['s3', 'rm', `s3://${WebBucket}`, '--recursive', '--region', region])
    tell('CloudFront takes up to half an hour to let go.')
    deleteStack(reach, region, stack)
  }
  if (edge) deleteStack(reach, EDGE_REGION, `${stack}-edge`)
  tell(`${stack} is gone.`)
}
