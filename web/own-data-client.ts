import { queryOptions } from '@tanstack/react-query'
import type { MailPreferences } from '../functions/domain/mails/mail-preferences.ts'
import type { ClaimAnswer, ClaimInput } from '../functions/domain/personal-data/claims.ts'
import { answer, api, inMunicipality, under } from './api-client.ts'

/** The part of the API that is about one's own data, and what one asks of it. */

const getMine = () => answer(api.me.$get())
export type Mine = Awaited<ReturnType<typeof getMine>>
export type OwnData = Mine['memberships'][number]

export const mineQuery = queryOptions({ queryKey: ['own data'], queryFn: getMine })

export const makeClaim = (municipality: string, key: string, json: ClaimInput) =>
  answer(inMunicipality.me.claims.$post({ param: { municipality }, header: under(key), json }))

export const preferMails = (municipality: string, key: string, json: MailPreferences) =>
  answer(inMunicipality.me.mails.$post({ param: { municipality }, header: under(key), json }))

export const answerClaim = (
  { municipality, memberId, claimId }: Record<'municipality' | 'memberId' | 'claimId', string>,
  key: string,
  json: ClaimAnswer,
) =>
  answer(
    inMunicipality.people[':memberId'].claims[':claimId'].answer.$post({
      param: { municipality, memberId, claimId },
      header: under(key),
      json,
    }),
  )
