import { AwsError, type Operation, type Reach, unlessMissing } from './operate.ts'

/** Where `npm run restore` marks a table that it isn't through with (`functions/store/table.ts`). */
export const RESTORE_MARK = { pk: 'META', sk: 'RESTORE' }

/** How long one waits between two looks (ms), and how often one looks. */
const PATIENCE = 5_000
const LOOKS = 1_440

type Described = {
  Table: {
    TableStatus: string
    LatestStreamArn?: string
    StreamSpecification?: { StreamEnabled?: boolean; StreamViewType?: string }
    SSEDescription?: { Status?: string; SSEType?: string; KMSMasterKeyArn?: string }
    DeletionProtectionEnabled?: boolean
  }
}

/**
 * Gives a table that a restore has filled what the stack gives its own (`table.ts`) and a restore leaves off: the
 * encryption that was chosen, the stream, point-in-time recovery, the end of what expires, protection from being
 * deleted. What it has it keeps.
 * @param key the stack's own, where the customer's key was chosen
 * @returns its stream
 */
export async function readyTable(
  reach: Reach,
  { stage, region, settings }: Operation,
  name: string,
  key: string | undefined,
): Promise<string> {
  const { aws, pause, tell } = reach
  const named = ['--table-name', name]
  const dynamodb = <Answer>(call: string, ...args: string[]) =>
    aws<Answer>(region, 'dynamodb', call, ...named, ...args)

  /** The table once nothing is being changed on it. */
  async function settled(): Promise<Described['Table']> {
    for (let look = 0; look < LOOKS; look += 1) {
      const found = unlessMissing('ResourceNotFoundException', () =>
        dynamodb<Described>('describe-table'),
      )
      if (!found) throw new Error(`There is no table ${name} in ${region}.`)
      const { TableStatus, SSEDescription } = found.Table
      if (TableStatus === 'ACTIVE' && SSEDescription?.Status !== 'UPDATING') return found.Table
      if (look === 0) tell(`Waiting for ${name}, which is ${TableStatus}.`)
      await pause(PATIENCE)
    }
    throw new Error(`${name} isn't ready after two hours.`)
  }

  async function change(...args: string[]): Promise<void> {
    tell(`${name}: ${args.join(' ')}`)
    dynamodb('update-table', ...args)
    await settled()
  }

  await refuseHalfRestored()
  await encrypt()
  await openStream()
  const { DeletionProtectionEnabled } = await settled()
  if (stage !== 'dev' && !DeletionProtectionEnabled) await change('--deletion-protection-enabled')
  await keepRecoverable()
  expire()
  const { LatestStreamArn } = await settled()
  if (!LatestStreamArn) throw new Error(`${name} tells of no stream.`)
  return LatestStreamArn

  async function refuseHalfRestored(): Promise<void> {
    await settled()
    const { pk, sk } = RESTORE_MARK
    const Key = JSON.stringify({ pk: { S: pk }, sk: { S: sk } })
    const mark = dynamodb<{ Item?: unknown } | undefined>(
      'get-item',
      ...['--key', Key, '--consistent-read'],
    )
    if (mark?.Item)
      throw new Error(`The restore into ${name} isn't through: run the same npm run restore again.`)
  }

  async function encrypt(): Promise<void> {
    const { SSEDescription } = await settled()
    const isOn = SSEDescription?.Status === 'ENABLED'
    const { encryption = 'aws-owned' } = settings
    if (encryption === 'aws-owned') {
      if (isOn) await change('--sse-specification', 'Enabled=false')
      return
    }
    const wanted = encryption === 'customer' ? key : managedKey()
    if (!wanted)
      throw new Error('Deploy once without --table, so that there is a key to encrypt it by.')
    if (isOn && SSEDescription?.KMSMasterKeyArn === wanted) return
    const by = encryption === 'customer' ? `,KMSMasterKeyId=${wanted}` : ''
    await change('--sse-specification', `Enabled=true,SSEType=KMS${by}`)
  }

  function managedKey(): string {
    const args = ['kms', 'describe-key', '--key-id', 'alias/aws/dynamodb']
    return aws<{ KeyMetadata: { Arn: string } }>(region, ...args).KeyMetadata.Arn
  }

  async function openStream(): Promise<void> {
    const { StreamSpecification: stream } = await settled()
    if (!stream?.StreamEnabled)
      return change('--stream-specification', 'StreamEnabled=true,StreamViewType=KEYS_ONLY')
    if (stream.StreamViewType !== 'KEYS_ONLY')
      throw new Error(
        `${name} has a stream of ${stream.StreamViewType}, which would hold texts: turn it off (aws dynamodb update-table --table-name ${name} --stream-specification StreamEnabled=false --region ${region}).`,
      )
  }

  async function keepRecoverable(): Promise<void> {
    type Recovery = { PointInTimeRecoveryStatus?: string; RecoveryPeriodInDays?: number }
    const { ContinuousBackupsDescription } = dynamodb<{
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription?: Recovery }
    }>('describe-continuous-backups')
    const recovery = ContinuousBackupsDescription.PointInTimeRecoveryDescription
    if (
      recovery?.PointInTimeRecoveryStatus === 'ENABLED' &&
      (recovery.RecoveryPeriodInDays ?? 35) === 35
    )
      return
    const wanted = 'PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=35'
    tell(`${name}: ${wanted}`)
    for (let look = 0; ; look += 1) {
      try {
        dynamodb('update-continuous-backups', ...['--point-in-time-recovery-specification', wanted])
        return
      } catch (error) {
        // A table that has just been made can't be asked for it yet.
        const isEarly =
          error instanceof AwsError && error.code === 'ContinuousBackupsUnavailableException'
        if (!isEarly || look === LOOKS) throw error
        await pause(PATIENCE)
      }
    }
  }

  function expire(): void {
    const { TimeToLiveDescription } = dynamodb<{
      TimeToLiveDescription?: { TimeToLiveStatus?: string }
    }>('describe-time-to-live')
    if (/^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '')) return
    const wanted = 'Enabled=true,AttributeName=expiresAt'
    tell(`${name}: ${wanted}`)
    dynamodb('update-time-to-live', '--time-to-live-specification', wanted)
  }
}
