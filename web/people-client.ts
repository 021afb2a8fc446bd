import { queryOptions } from '@tanstack/react-query'
import type { SettingsEdit } from '../functions/domain/municipalities/settings-changes.ts'
import type {
  MemberEdit,
  MemberInput,
  Transfer,
} from '../functions/domain/people/roster-changes.ts'
import type { ErasureInput } from '../functions/domain/personal-data/erasure.ts'
import type { HandoverInput, TakeOverInput } from '../functions/domain/proposals/stewardship.ts'
import { type At, answer, api, inMunicipality, under } from './api-client.ts'

/** The part of the API that is about people and settings; not in the first download, as few need it. */

/** One write about a person of the roster. */
export type AboutMember = { municipality: string; memberId: string; key: string }
const ofMember = ({ municipality, memberId, key }: AboutMember) => ({
  param: { municipality, memberId },
  header: under(key),
})
const { people } = inMunicipality
const member = people[':memberId']

const getRoster = (municipality: string) => answer(people.roster.$get({ param: { municipality } }))
export type RosterEntry = Awaited<ReturnType<typeof getRoster>>['people'][number]

export const rosterQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'roster'],
    queryFn: () => getRoster(municipality),
    // A mail that is being sent has left in a moment.
    refetchInterval: ({ state: { data } }) =>
      data?.people.some(({ invitation }) => invitation?.state === 'sending') ? 3_000 : false,
  })

export const addMember = (municipality: string, key: string, json: MemberInput) =>
  answer(people.$post({ param: { municipality }, header: under(key), json }))

export const changeMember = (about: AboutMember, edition: number, json: MemberEdit) =>
  answer(
    member.$patch({
      param: ofMember(about).param,
      header: { ...under(about.key), 'if-match': `"${edition}"` },
      json,
    }),
  )

export const suspendMember = (about: AboutMember, suspended: boolean) =>
  answer(member.suspension.$post({ ...ofMember(about), json: { suspended } }))

export const signMemberOut = (about: AboutMember) =>
  answer(member['sign-out'].$post(ofMember(about)))

export const signEverybodyOut = (municipality: string, key: string) =>
  answer(people['sign-out'].$post({ param: { municipality }, header: under(key) }))

export const transferMember = (about: AboutMember, json: Transfer) =>
  answer(member.transfer.$post({ ...ofMember(about), json }))

export const settleMailTrouble = (about: AboutMember) =>
  answer(member['mail-trouble'].settlement.$post(ofMember(about)))

const getErasure = (municipality: string, memberId: string) =>
  answer(member.erasure.$get({ param: { municipality, memberId } }))
export type ErasurePreview = Awaited<ReturnType<typeof getErasure>>

export const erasureQuery = (municipality: string, memberId: string) =>
  queryOptions({
    queryKey: [municipality, 'erasure', memberId],
    queryFn: () => getErasure(municipality, memberId),
  })

export const eraseMember = (about: AboutMember, json: ErasureInput) =>
  answer(member.erasure.$post({ ...ofMember(about), json }))

const getRetention = (municipality: string) =>
  answer(people.retention.$get({ param: { municipality } }))
export type Retention = Awaited<ReturnType<typeof getRetention>>

export const retentionQuery = (municipality: string) =>
  queryOptions({
    queryKey: [municipality, 'retention'],
    queryFn: () => getRetention(municipality),
    // The job that takes the rest away ends soon after.
    refetchInterval: ({ state: { data } }) =>
      data?.disposed.some(({ doneAt }) => doneAt === undefined) ? 3_000 : false,
  })

type TableFile = { fileName: string; contentBase64: string }

/** What each row of a file would do; nothing is written. */
export const previewRoster = (municipality: string, json: TableFile) =>
  answer(people.preview.$post({ param: { municipality }, json }))

export const previewTransfers = (municipality: string, json: TableFile) =>
  answer(people.transfers.preview.$post({ param: { municipality }, json }))

export const inviteMember = (about: AboutMember) => answer(member.invitation.$post(ofMember(about)))

export const revokeInvitation = (about: AboutMember) =>
  answer(member.invitation.$delete(ofMember(about)))

export const acceptInvitation = (
  key: string,
  json: { municipality: string; memberId: string; token: string },
) => answer(api.invitations.acceptance.$post({ header: under(key), json }))

export const changeSettings = (
  municipality: string,
  key: string,
  edition: number,
  json: SettingsEdit,
) =>
  answer(
    inMunicipality.settings.$patch({
      param: { municipality },
      header: { ...under(key), 'if-match': `"${edition}"` },
      json,
    }),
  )

const { stewardship } = inMunicipality.proposals[':id']
const ofProposal = ({ municipality, proposalId, key }: At) => ({
  param: { municipality, id: proposalId },
  header: under(key),
})

export const handOver = (at: At, json: HandoverInput) =>
  answer(stewardship.$post({ ...ofProposal(at), json }))

export const takeOver = (at: At, json: TakeOverInput) =>
  answer(stewardship.mine.$post({ ...ofProposal(at), json }))
