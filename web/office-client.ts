import { queryOptions } from '@tanstack/react-query'
import type { SetUpInput } from '../functions/domain/municipalities/office.ts'
import { answer, api, under } from './api-client.ts'

/** The part of the API that is the program's office's. */
const { office } = api

const getMunicipalities = () => answer(office.municipalities.$get())
export type MunicipalityRow = Awaited<
  ReturnType<typeof getMunicipalities>
>['municipalities'][number]

export const municipalitiesQuery = queryOptions({
  queryKey: ['office', 'municipalities'],
  queryFn: getMunicipalities,
})
export const staffQuery = queryOptions({
  queryKey: ['office', 'staff'],
  queryFn: () => answer(office.staff.$get()),
})

const getStatistics = () => answer(office.statistics.$get())
export type OfficeStatistics = Awaited<ReturnType<typeof getStatistics>>

export const statisticsQuery = queryOptions({
  queryKey: ['office', 'statistics'],
  queryFn: getStatistics,
})

const getSubmission = (fiscalYear: string, municipality: string) =>
  answer(
    office.submissions[':fiscalYear'][':municipality'].$get({
      param: { fiscalYear, municipality },
    }),
  )
export type SubmittedReview = Awaited<ReturnType<typeof getSubmission>>

export const submissionQuery = (fiscalYear: string, municipality: string) =>
  queryOptions({
    queryKey: ['office', 'submissions', fiscalYear, municipality],
    queryFn: () => getSubmission(fiscalYear, municipality),
  })

export const submissionDocument = (
  fiscalYear: string,
  municipality: string,
  asked: { format: string; lang: string },
) => `/api/office/submissions/${fiscalYear}/${municipality}/document?${new URLSearchParams(asked)}`

export const openOffice = (key: string, json: { code: string; name: string }) =>
  answer(office['first-account'].$post({ header: under(key), json }))

export const setUpMunicipality = (key: string, json: SetUpInput) =>
  answer(office.municipalities.$post({ header: under(key), json }))

export const reinviteHr = (key: string, code: string, json: SetUpInput['hr']) =>
  answer(
    office.municipalities[':code'].invitation.$post({ param: { code }, header: under(key), json }),
  )

/** A colleague is put on the roster and invited; both under the one key, so that a repetition does neither twice. */
export async function inviteColleague(key: string, json: { name: string; email: string }) {
  const { id: memberId } = await answer(office.staff.$post({ header: under(key), json }))
  return inviteStaff(`${key}-mail`, memberId)
}

export const inviteStaff = (key: string, memberId: string) =>
  answer(office.staff[':memberId'].invitation.$post({ param: { memberId }, header: under(key) }))

export const eraseStaff = (key: string, memberId: string) =>
  answer(
    office.staff[':memberId'].erasure.$post({
      param: { memberId },
      header: under(key),
      json: { texts: true, why: 'request', confirmed: true },
    }),
  )

export const signStaffOut = (key: string, memberId: string) =>
  answer(office.staff[':memberId']['sign-out'].$post({ param: { memberId }, header: under(key) }))

export const suspendStaff = (key: string, memberId: string, suspended: boolean) =>
  answer(
    office.staff[':memberId'].suspension.$post({
      param: { memberId },
      header: under(key),
      json: { suspended },
    }),
  )
