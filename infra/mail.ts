import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import type { Settings } from './settings.ts'

/** The way out for mails: a domain signed with DKIM, and word of what bounces or is complained of. */
export class Mail extends Construct {
  readonly domain: string
  readonly from: string
  readonly events: Topic
  readonly #identity: EmailIdentity
  readonly #set: ConfigurationSet

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id)
    this.domain = settings.mailDomain
    this.from = `no-reply@${settings.mailDomain}`
    this.#set = new ConfigurationSet(this, 'Set', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // The hub marks a bounced address itself, and mails it again once HR has put it right.
      suppressionReasons: SuppressionReasons.COMPLAINTS_ONLY,
    })
    this.#identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(settings.mailDomain),
      configurationSet: this.#set,
      mailFromDomain: `bounce.${settings.mailDomain}`,
    })
    this.events = new Topic(this, 'Events', { enforceSSL: true })
    this.#set.addEventDestination('ToTheHub', {
      destination: EventDestination.snsTopic(this.events),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    })
  }

  /** Wakes a function with word of mails that came back. */
  toldTo(handler: HubFunction): void {
    this.events.addSubscription(new LambdaSubscription(handler))
  }

  /** Lets a function send from the hub's own address, and tells it which. */
  sentBy(handler: HubFunction): void {
    handler.addEnvironment('MAIL_FROM', this.from)
    handler.addEnvironment('MAIL_CONFIGURATION_SET', this.#set.configurationSetName)
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          this.#identity.emailIdentityArn,
          Stack.of(this).formatArn({
            service: 'ses',
            resource: 'configuration-set',
            resourceName: this.#set.configurationSetName,
          }),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': this.from } },
      }),
    )
  }
}
