import { type Operation, outputsOf, type Reach } from './operate.ts'
import { deleteStack } from './stacks.ts'

/** CloudFront takes its certificate and firewall from here alone. */
export const EDGE_REGION = 'us-east-1'

type Deploy = (
  reach: Reach,
  operation: Operation,
  stack: string,
  found: Record<string, string>,
) => void

/**
 * The certificate and the firewall around a deployment of the hub: what is new comes before it, as CloudFront must find
 * it; what is wanted no more goes after it, as CloudFront must have let go of it.
 */
export function edgeAround(reach: Reach, operation: Operation, deploy: Deploy) {
  const { settings } = operation
  const stack = `${operation.stack}-edge`
  const wanted = { domain: settings.domain ?? '', waf: settings.waf === 'true' }
  const there = outputsOf(reach, EDGE_REGION, stack)
  const both = {
    domain: wanted.domain || (there.Domain ?? ''),
    waf: wanted.waf || there.WebAclArn !== undefined,
  }
  const put = ({ domain, waf }: typeof both) =>
    deploy(reach, operation, stack, { domain, waf: String(waf) })

  return {
    /** @returns what the hub's stack is to be told */
    open(): Record<string, string> {
      if (!both.domain && !both.waf) return {}
      put(both)
      const { CertificateArn, WebAclArn } = outputsOf(reach, EDGE_REGION, stack)
      return {
        ...(wanted.domain && CertificateArn && { certificateArn: CertificateArn }),
        ...(wanted.waf && WebAclArn && { webAclArn: WebAclArn }),
      }
    },
    close(): void {
      // A certificate of another name stays, as CloudFront used it until now.
      const { CertificateArn: now } = outputsOf(reach, EDGE_REGION, stack)
      const former = there.CertificateArn
      if (wanted.domain && former && former !== now)
        reach.tell(
          `The certificate of the former name is left, for nothing; to delete it: aws acm delete-certificate --certificate-arn ${former} --region ${EDGE_REGION}`,
        )
      if (both.domain === wanted.domain && both.waf === wanted.waf) return
      if (wanted.domain || wanted.waf) put(wanted)
      else deleteStack(reach, EDGE_REGION, stack)
    },
  }
}
