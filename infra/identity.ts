import { Aws, Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib'
import {
  CfnManagedLoginBranding,
  type CfnUserPoolClient,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolEmail,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito'
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { HubFunction } from './hub-function.ts'
import type { Mail } from './mail.ts'
import { acknowledge } from './nag.ts'
import type { ExternalProvider, Settings } from './settings.ts'

type Provider = Omit<ExternalProvider, 'secretArn'> & { secret: ISecret; passkeyPage?: string }

/**
 * Who somebody is: a Cognito user pool, or the OpenID provider that the municipality has. Everybody may sign
 * up; what they may see, invitations alone say.
 */
export class Identity extends Construct {
  /** Words the mails of the user pool, where there is one; nobody gets a code without it. */
  readonly words: HubFunction | undefined
  readonly #provider: Provider

  constructor(
    scope: Construct,
    id: string,
    {
      settings,
      code,
      publicOrigin,
      mail,
    }: { settings: Settings; code: string; publicOrigin: string; mail: Mail },
  ) {
    super(scope, id)
    if (settings.provider) this.#provider = this.#external(settings.provider)
    else {
      this.words = new HubFunction(this, 'Words', {
        code,
        service: 'cognito',
        memory: 256,
        // Cognito waits no longer.
        timeout: Duration.seconds(5),
      })
      this.#provider = this.#userPool(settings, publicOrigin, mail, this.words)
    }
  }

  usedBy(handler: HubFunction): void {
    const { issuer, clientId, scope, secret, acr, maxAge, prompt, passkeyPage } = this.#provider
    handler.addEnvironment('OIDC_ISSUER', issuer)
    handler.addEnvironment('OIDC_CLIENT_ID', clientId)
    handler.addEnvironment('OIDC_SCOPE', scope)
    handler.addEnvironment('OIDC_SECRET_ID', secret.secretArn)
    if (acr) handler.addEnvironment('OIDC_ACR', acr)
    if (maxAge) handler.addEnvironment('OIDC_MAX_AGE', maxAge)
    if (prompt) handler.addEnvironment('OIDC_PROMPT', prompt)
    if (passkeyPage) handler.addEnvironment('PASSKEY_PAGE', passkeyPage)
    secret.grantRead(handler)
  }

  #external({ secretArn, ...provider }: ExternalProvider): Provider {
    return {
      ...provider,
      secret: Secret.fromSecretCompleteArn(this, 'Client', secretArn),
    }
  }

  #userPool(
    { stage, mailVerified, userPoolClient }: Settings,
    publicOrigin: string,
    mail: Mail,
    words: HubFunction,
  ): Provider {
    const pool = new UserPool(this, 'Pool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // A code by mail or a passkey; Cognito insists on offering a password beside them.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: Mfa.OFF,
      ...(mailVerified && {
        email: UserPoolEmail.withSES({
          fromEmail: mail.from,
          fromName: 'マネ友ハブ',
          sesRegion: Stack.of(this).region,
          sesVerifiedDomain: mail.domain,
        }),
      }),
      deletionProtection: stage === 'prod',
      removalPolicy: stage === 'dev' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    pool.addTrigger(UserPoolOperation.CUSTOM_MESSAGE, words)
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `mane-tomo-hub-${stage}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    const client = pool.addClient(`Hub${userPoolClient}`, {
      generateSecret: true,
      // By choice: codes and passkeys are offered to no client that isn't allowed it.
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        // The second one is where whoever has registered a passkey comes back to; a code that came there would open nothing.
        callbackUrls: [`${publicOrigin}/auth/callback`, `${publicOrigin}/`],
      },
      preventUserExistenceErrors: true,
    })
    // Without a style of its own the newer sign-in page isn't served at all.
    new CfnManagedLoginBranding(this, `Style${userPoolClient}`, {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    const { attrClientSecret } = client.node.defaultChild as CfnUserPoolClient
    const secret = new Secret(this, 'Client', {
      description: 'What the user pool knows the hub by',
      secretStringValue: SecretValue.resourceAttribute(attrClientSecret),
    })
    acknowledge(secret, {
      'AwsSolutions-SMG4': 'Cognito makes it; a new app client is the way to a new one (runbook).',
    })
    acknowledge(pool, {
      'AwsSolutions-COG2':
        'One signs in with a code to one’s own mailbox or a passkey; a second factor that arrives in the same mailbox would add nothing.',
      'AwsSolutions-COG8':
        'The Plus plan’s threat protection costs more than all the rest; Essentials has codes and passkeys, and Cognito’s own limits on guesses hold.',
    })
    const region = Stack.of(this).region
    return {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
      clientId: client.userPoolClientId,
      scope: 'openid email',
      acr: undefined,
      maxAge: undefined,
      // For an hour Cognito takes whoever comes for the one who signed in last; office PCs are shared.
      prompt: 'login',
      passkeyPage: `${domain.baseUrl()}/passkeys/add`,
      secret,
    }
  }
}
