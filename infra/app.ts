import { App, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundle } from './bundle.ts'
import { EdgeStack } from './edge-stack.ts'
import { HubStack } from './hub-stack.ts'
import { settingsOf } from './settings.ts'

const app = new App({ analyticsReporting: false })
const settings = settingsOf(app.node)
const { stage, region, domain, waf } = settings
// Known only where there are credentials; without them the templates are good for any account.
const account = process.env.CDK_DEFAULT_ACCOUNT

// CloudFront takes its certificate and firewall from us-east-1 alone.
if (domain || waf)
  new EdgeStack(app, `ManeTomoHub-${stage}-edge`, {
    env: { account, region: 'us-east-1' },
    settings,
  })

new HubStack(app, `ManeTomoHub-${stage}`, {
  env: { account, region },
  terminationProtection: stage === 'prod',
  settings,
  code: {
    api: (await bundle('api')).directory,
    cognito: (await bundle('cognito')).directory,
    jobs: (await bundle('jobs')).directory,
  },
})

Tags.of(app).add('application', 'mane-tomo-hub')
Tags.of(app).add('stage', stage)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
