import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Anchors } from './anchors.ts'
import { Api } from './api.ts'
import type { Entry } from './bundle.ts'
import { Exports } from './exports.ts'
import { Identity } from './identity.ts'
import { Jobs } from './jobs.ts'
import { Keys } from './keys.ts'
import { Mail } from './mail.ts'
import { Observability } from './observability.ts'
import { FIRST } from './rotation.ts'
import type { Settings } from './settings.ts'
import { Table } from './table.ts'
import { Web } from './web.ts'

export type HubStackProps = StackProps & {
  settings: Settings
  /** Where each function's bundle lies. */
  code: Record<Entry, string>
}

/** The hub of one stage: what there is. How each thing is made and connected stands in its own file. */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, { settings, code, ...props }: HubStackProps) {
    super(scope, id, { ...props, description: 'Mane-tomo Hub' })

    const table = new Table(this, 'Table', { settings })
    const keys = new Keys(this, 'Keys', { settings })
    const anchors = new Anchors(this, 'Anchors', { settings })
    const exports = new Exports(this, 'Exports', { settings, table })
    const mail = new Mail(this, 'Mail', { settings })

    const api = new Api(this, 'Api', { code: code.api })
    const web = new Web(this, 'Web', { settings, api, keys })
    const jobs = new Jobs(this, 'Jobs', { code: code.jobs, table, settings })
    const identity = new Identity(this, 'Identity', {
      settings,
      code: code.cognito,
      publicOrigin: web.publicOrigin,
      mail,
    })

    table.readAndWrittenBy(api.handler)
    keys.readBy(api.handler)
    anchors.readBy(api.handler)
    exports.handedOutBy(api.handler)
    identity.usedBy(api.handler)
    web.toldTo(api.handler)
    if (settings.paused) api.rests()
    for (const job of jobs.all) {
      if (job === jobs.erasure) table.erasedBy(job)
      else if (job === jobs.exporting) table.exportedBy(job)
      else table.readAndWrittenBy(job)
      web.toldTo(job)
    }
    for (const job of jobs.mailing) {
      keys.hubReadBy(job)
      mail.sentBy(job)
    }

    mail.toldTo(jobs.feedback)
    anchors.writtenBy(jobs.daily)
    exports.writtenBy(jobs.exporting)

    new Observability(this, 'Observability', { settings, api, identity, jobs, table })

    new CfnOutput(this, 'PublicOrigin', { value: web.publicOrigin })
    new CfnOutput(this, 'FrontDomain', { value: web.distribution.distributionDomainName })
    new CfnOutput(this, 'WebBucket', { value: web.bucket.bucketName })
    new CfnOutput(this, 'TableName', { value: table.table.tableName })
    if (settings.restored) new CfnOutput(this, 'RestoredTable', { value: settings.restored.name })
    if (table.key) new CfnOutput(this, 'TableKey', { value: table.key.keyArn })
    new CfnOutput(this, 'AnchorBucket', { value: anchors.bucket.bucketName })
    new CfnOutput(this, 'ExportBucket', { value: exports.bucket.bucketName })
    new CfnOutput(this, 'HubSecret', { value: keys.hub.secretArn })
    new CfnOutput(this, 'OriginSecret', { value: keys.origin.secretArn })
    new CfnOutput(this, 'OriginSecretVersion', { value: settings.originSecretVersion ?? FIRST })
    new CfnOutput(this, 'MailDomain', { value: settings.mailDomain })
    new CfnOutput(this, 'SetUpFunction', { value: jobs.setUp.functionName })
    new CfnOutput(this, 'DailyFunction', { value: jobs.daily.functionName })
    new CfnOutput(this, 'DeadLetters', { value: jobs.deadLetters.queueUrl })
  }
}
