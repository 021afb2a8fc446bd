import { randomBytes } from 'node:crypto'
import type { Identity } from './openid-provider.ts'

/** What a sign-in needs of the store. */
type SignInAccounts = {
  /** The account of an identity; at its first time the given one. */
  enrol(account: { v: 1; id: string; issuer: string; subject: string }): Promise<string>
  beginSession(accountId: string, secret: string, email?: string): Promise<void>
  endSession(accountId: string, secret: string): Promise<void>
}

/** What a browser's cookie says; whether it holds, the table knows. */
export type PresentedSession = { accountId: string; secret: string }

/**
 * Opens a session of 256 random bits for whoever has signed in, known here or not. The browser's earlier
 * one ends with it, whoever's it was: its cookie is gone, and a copy of it shall open nothing.
 * @returns what the browser's cookie shall say
 */
export function sessionOpener({
  accounts,
  newId,
}: {
  accounts: SignInAccounts
  newId: () => string
}) {
  return async (
    { issuer, subject, email }: Identity,
    earlier: PresentedSession | undefined,
  ): Promise<PresentedSession> => {
    const accountId = await accounts.enrol({ v: 1, id: newId(), issuer, subject })
    const secret = randomBytes(32).toString('base64url')
    await accounts.beginSession(accountId, secret, email)
    if (earlier) await accounts.endSession(earlier.accountId, earlier.secret)
    return { accountId, secret }
  }
}
