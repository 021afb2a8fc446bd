import { CfnDeletionPolicy, CfnOutput, type CfnResource, Stack, type StackProps } from 'aws-cdk-lib'
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import type { Settings } from './settings.ts'

/** Requests of one address in five minutes; a whole town hall may stand behind one. */
const PER_ADDRESS = 10_000

/** What CloudFront takes from us-east-1 alone; `npm run deploy` hands the outputs to the hub's stack. */
export class EdgeStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, ...props }: StackProps & { settings: Settings },
  ) {
    super(scope, id, { ...props, description: 'Mane-tomo Hub: certificate and firewall' })
    const { domain, waf } = settings
    if (domain) {
      const certificate = new Certificate(this, 'Certificate', {
        domainName: domain,
        validation: CertificateValidation.fromDns(),
      })
      // Under another name there is a new one; CloudFront still uses this one until it is told.
      const { cfnOptions } = certificate.node.defaultChild as CfnResource
      cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN
      cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE
      new CfnOutput(this, 'Domain', { value: domain })
      new CfnOutput(this, 'CertificateArn', { value: certificate.certificateArn })
    }
    if (waf) new CfnOutput(this, 'WebAclArn', { value: this.#firewall().attrArn })
  }

  /** Counts per address alone: rule groups that look into texts would refuse what people write. */
  #firewall(): CfnWebACL {
    const visibility = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
      metricName,
    })
    return new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('hub'),
      rules: [
        {
          name: 'rate',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: PER_ADDRESS } },
          visibilityConfig: visibility('rate'),
        },
      ],
    })
  }
}
