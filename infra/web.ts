import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Api } from './api.ts'
import type { HubFunction } from './hub-function.ts'
import type { Keys } from './keys.ts'
import { acknowledge } from './nag.ts'
import type { Settings } from './settings.ts'

/** Served by the app; everything else is a file of the web UI or one of its pages. */
const OF_THE_APP = ['/api/*', '/auth/*', '/r/*']

/** Every path without an extension is a page: the web UI routes it itself. */
const PAGES = `function handler(event) {
  var request = event.request
  var last = request.uri.split('/').pop()
  if (last.indexOf('.') === -1) request.uri = '/index.html'
  return request
}`

const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

/** What CloudFront would otherwise give to everybody for ten seconds more, whatever the answer says of itself. */
const FAILURES = [404, 500, 502, 503, 504]

/** One host for pages and API, so that cookies stay first-party: CloudFront before a bucket and the API. */
export class Web extends Construct {
  readonly bucket: Bucket
  readonly distribution: Distribution
  /** Where browsers reach the hub, without a trailing slash. */
  readonly publicOrigin: string

  constructor(
    scope: Construct,
    id: string,
    { settings, api, keys }: { settings: Settings; api: Api; keys: Keys },
  ) {
    super(scope, id)
    const { domain, certificateArn, webAclArn } = settings
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Whatever lies here can be built again.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const files = {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.#headers(),
      compress: true,
    }
    const app = {
      origin: this.#appOrigin(api, keys, settings),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: files.responseHeadersPolicy,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The API knows itself by its own host alone; cookies, queries and all other headers reach it.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // The function compresses: CloudFront would make the ETags weak that edits are checked by.
      compress: false,
    }
    const pages = new EdgeFunction(this, 'Pages', {
      code: FunctionCode.fromInline(PAGES),
      runtime: FunctionRuntime.JS_2_0,
    })
    this.distribution = new Distribution(this, 'Front', {
      defaultBehavior: {
        ...files,
        cachePolicy: this.#asTheFileSays(),
        functionAssociations: [{ function: pages, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/assets/*': { ...files, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
        ...Object.fromEntries(OF_THE_APP.map((path) => [path, app])),
      },
      errorResponses: FAILURES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Asia is in it; the dearest edges aren't.
      priceClass: PriceClass.PRICE_CLASS_200,
      ...(webAclArn && { webAclId: webAclArn }),
      ...(domain &&
        certificateArn && {
          domainNames: [domain],
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        }),
    })
    this.publicOrigin = `https://${domain ?? this.distribution.distributionDomainName}`
    this.#acknowledge()
  }

  toldTo(handler: HubFunction): void {
    handler.addEnvironment('PUBLIC_ORIGIN', this.publicOrigin)
  }

  #appOrigin({ httpApi }: Api, { origin }: Keys, { originSecretVersion }: Settings): HttpOrigin {
    const host = Fn.select(2, Fn.split('/', httpApi.apiEndpoint))
    return new HttpOrigin(host, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
      customHeaders: {
        // CloudFormation fills it in: it stands in no template, and a viewer's own is replaced.
        'x-origin-secret': dynamicReference(origin.secretArn, originSecretVersion),
      },
    })
  }

  /** As `functions/local/server.ts`; a test holds the two together. */
  #headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        // A page's own policy is narrower, and stays.
        contentSecurityPolicy: { contentSecurityPolicy: POLICY, override: false },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
        ],
      },
    })
  }

  /** HTML is never kept without asking (`no-cache`); what carries no word of its own isn't either. */
  #asTheFileSays(): CachePolicy {
    return new CachePolicy(this, 'AsTheFileSays', {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(1),
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.none(),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    })
  }

  #acknowledge(): void {
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Holds the built web UI alone, which is public; only CloudFront reads it, only deployments write it.',
    })
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'Staff on travel and auditors abroad must reach the hub.',
      'AwsSolutions-CFR2':
        'A firewall costs more than all the rest of the hub while it idles; `-c waf=true` adds one.',
      'AwsSolutions-CFR3':
        'Access logs would hold the paths of mail links, which are keys. The app logs every request without them.',
      'AwsSolutions-CFR4':
        'Without a domain of its own CloudFront’s certificate allows no choice; with one, TLS 1.2 (2021) is the least.',
    })
  }
}

function dynamicReference(arn: string, versionId = ''): string {
  return Fn.join('', ['{{resolve:secretsmanager:', arn, ':SecretString:::', versionId, '}}'])
}
