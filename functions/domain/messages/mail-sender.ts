import type { Register } from '../register.ts'

/** Who a municipality's mails say they come from. */
export function senderOf({ municipality }: Register): string {
  return municipality.settings.mailSender ?? municipality.dispatcher
}
