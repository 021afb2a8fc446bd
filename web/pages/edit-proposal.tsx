import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { LineageKind } from '../../functions/domain/words.ts'
import type { ProposalAnswer } from '../api-client.ts'
import { useDraft } from '../features/drafts/draft.ts'
import { type Merged, MergedWith } from '../features/editing/merged-with.tsx'
import {
  EMPTY_FIELDS,
  editOf,
  type ProposalFields as Fields,
  fieldsOf,
  newProposal,
  shownField,
} from '../features/editing/proposal-draft.ts'
import { ProposalFields } from '../features/editing/proposal-fields.tsx'
import { StaleEdit } from '../features/editing/stale-edit.tsx'
import { WriteForm } from '../features/forms/write-form.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import { NothingToRecord } from '../features/reporting/report-form.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { createProposal, editProposal } from '../proposal-client.ts'
import { proposalQuery } from '../queries.ts'
import { Field, FieldGroup } from '../ui/field.tsx'
import { RadioGroup, Select } from '../ui/inputs.tsx'
import { Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

type NewDraft = Fields & {
  cohort: string
  confirmPublic: boolean
  kind: LineageKind | ''
  /** What is merged beside the one it was begun from. */
  merged: Merged[]
}
/** What a new proposal can make of an older one. */
const KINDS = ['succeeds', 'retries', 'merges', 'splits'] as const

/** A cohort's new proposal, on its own or made of an older one. */
export function NewProposalPage() {
  const { code } = usePlace()
  const { from } = useSearch({ from: '/m/$municipality/proposals/new' })
  const query = useQuery({ ...proposalQuery(code, from ?? '', {}), enabled: from !== undefined })
  if (from === undefined) return <NewForm />
  if (!query.data) return <UnloadedPage query={query} />
  return <NewForm key={from} older={query.data.proposal} />
}

function NewForm({ older }: { older?: ProposalAnswer['proposal'] }) {
  const { code, me, municipality, owner, roster } = usePlace()
  const { t, words, dates } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const draft = useDraft<NewDraft>(owner, older ? `new-proposal/${older.id}` : 'new-proposal', {
    ...EMPTY_FIELDS,
    ...(older && { title: older.title, method: older.method ?? '', aim: older.aim ?? '' }),
    visibility: municipality.settings.defaultVisibility,
    cohort: '',
    confirmPublic: false,
    kind: '',
    merged: [],
  })
  const { values, set } = draft
  // HR enters papers of any year; a member writes for the own cohort.
  const years = roster.cohorts.filter(
    (year) =>
      me.roles.some(({ role }) => role === 'hr') ||
      me.roles.some(({ role, cohort }) => role === 'member' && cohort === year),
  )
  return (
    <div className="max-w-[45rem]">
      <PageTitle lead={t.edit.newLead}>{t.edit.newTitle}</PageTitle>
      <p className="mb-4">
        <Link
          to="/m/$municipality"
          params={{ municipality: code }}
          hash="foundered"
          className="text-blue-900 underline"
        >
          {t.edit.lookBack}
        </Link>
      </p>
      {older && (
        <div className="mb-4">
          <Remark>
            {t.edit.madeOf(older.title, dates.fiscalYears([older.cohort, ...older.carriedBy]))}
          </Remark>
        </div>
      )}
      {years.length === 0 ? (
        <NothingToRecord />
      ) : (
        <WriteForm
          draft={draft}
          check={({ cohort, title, kind }) => [
            ...(older && kind === ''
              ? [{ pointer: '/links', code: 'required', detail: t.link.kindMissing }]
              : []),
            ...(cohort === ''
              ? [{ pointer: '/cohort', code: 'required', detail: t.edit.cohortMissing }]
              : []),
            ...(title.trim() === ''
              ? [{ pointer: '/title', code: 'required', detail: t.edit.titleMissing }]
              : []),
          ]}
          send={({ cohort, confirmPublic, kind, merged, ...fields }, key) =>
            createProposal(code, key, {
              ...newProposal(fields, { cohort: Number(cohort), confirmPublic }),
              ...(older &&
                kind !== '' && {
                  links: [older, ...(kind === 'merges' ? merged : [])].map(({ id: to }) => ({
                    kind,
                    to,
                  })),
                }),
            })
          }
          onDone={({ id: proposalId }) => {
            void recorded()
            void navigate({
              to: '/m/$municipality/proposals/$proposalId',
              params: { municipality: code, proposalId },
              state: { done: 'created' },
            })
          }}
          submitLabel={t.edit.submitNew}
          recordedLink={
            <Link
              to="/m/$municipality/proposals"
              params={{ municipality: code }}
              className="text-blue-900 underline"
            >
              {t.frame.proposals}
            </Link>
          }
        >
          {(errorOf) => (
            <>
              {older && (
                <FieldGroup name="links" legend={t.link.kind} required error={errorOf('links')}>
                  <RadioGroup
                    name="kind"
                    value={values.kind}
                    invalid={errorOf('links') !== undefined}
                    options={KINDS.map((kind) => ({
                      value: kind,
                      label: words.lineageKinds[kind],
                      hint: t.link.hints[kind],
                    }))}
                    onChange={(kind) => set({ kind })}
                  />
                </FieldGroup>
              )}
              {older && values.kind === 'merges' && (
                <MergedWith
                  first={older.id}
                  chosen={values.merged}
                  onChange={(merged) => set({ merged })}
                />
              )}
              <Field name="cohort" label={t.proposal.cohort} required error={errorOf('cohort')}>
                {(ids) => (
                  <Select
                    {...ids}
                    value={values.cohort}
                    onChange={(event) => set({ cohort: event.target.value })}
                  >
                    <option value="">{t.form.choose}</option>
                    {years.toReversed().map((year) => (
                      <option key={year} value={year}>
                        {dates.fiscalYearLong(year)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <ProposalFields
                values={values}
                set={set}
                errorOf={errorOf}
                roster={roster}
                confirmPublic={values.confirmPublic}
                onConfirmPublic={(confirmPublic) => set({ confirmPublic })}
              />
            </>
          )}
        </WriteForm>
      )}
    </div>
  )
}

/** Changes what a proposal says of itself. */
export function EditProposalPage() {
  const { code } = usePlace()
  const { proposalId } = useParams({ from: '/m/$municipality/proposals/$proposalId/edit' })
  const query = useQuery(proposalQuery(code, proposalId, {}))
  if (!query.data) return <UnloadedPage query={query} />
  return <EditForm key={proposalId} detail={query.data} />
}

/** The version that is edited goes with the draft: it may be hours old when it is sent. */
type EditDraft = { fields: Fields; base: Fields; etag: string; confirmPublic: boolean }

function EditForm({ detail }: { detail: ProposalAnswer }) {
  const { code, owner, roster, nameOf } = usePlace()
  const { t, words } = useTexts()
  const navigate = useNavigate()
  const recorded = useRecorded(code)
  const { proposal, permitted } = detail
  const shown = fieldsOf(proposal)
  const draft = useDraft<EditDraft>(owner, `edit/${proposal.id}`, {
    fields: shown,
    base: shown,
    etag: detail.etag,
    confirmPublic: false,
  })
  const { values, set } = draft
  const setFields = (patch: Partial<Fields>) => set({ fields: { ...values.fields, ...patch } })
  const toProposal = { municipality: code, proposalId: proposal.id }
  return (
    <div className="max-w-[45rem]">
      <p className="mb-2">
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={toProposal}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.report.back}
        </Link>
      </p>
      <PageTitle title={t.edit.editTitle} lead={proposal.title}>
        {t.edit.editTitle}
      </PageTitle>
      {!permitted.includes('proposal.edit') ? (
        <NothingToRecord />
      ) : (
        <WriteForm
          draft={draft}
          check={({ fields }) =>
            fields.title.trim() === ''
              ? [{ pointer: '/title', code: 'required', detail: t.edit.titleMissing }]
              : []
          }
          send={({ fields, base, etag, confirmPublic }, key) =>
            editProposal({ ...toProposal, key }, etag, editOf(base, fields, { confirmPublic }))
          }
          onDone={() => {
            void recorded()
            void navigate({
              to: '/m/$municipality/proposals/$proposalId',
              params: toProposal,
              state: { done: 'edited' },
            })
          }}
          onRefused={(refusal) =>
            refusal.code === 'stale_edit' && (
              <StaleEdit
                query={proposalQuery(code, proposal.id, {})}
                recordedIn={(latest) => ({
                  values: fieldsOf(latest.proposal),
                  edition: latest.etag,
                })}
                draft={{ ...values, edition: values.etag }}
                labels={{
                  ...words.proposalFields,
                  stewardOffice: t.edit.stewardOffice,
                  stewardMember: t.edit.stewardMember,
                }}
                shown={(fields, field) => shownField(fields, field, { words, nameOf })}
                onChange={({ fields, base, edition }) => set({ fields, base, etag: edition })}
              />
            )
          }
          submitLabel={t.edit.submitEdit}
          recordedLink={
            <Link
              to="/m/$municipality/proposals/$proposalId"
              params={toProposal}
              className="text-blue-900 underline"
            >
              {t.form.seeRecorded}
            </Link>
          }
        >
          {(errorOf) => (
            <ProposalFields
              values={values.fields}
              set={setFields}
              errorOf={errorOf}
              roster={roster}
              confirmPublic={values.confirmPublic}
              onConfirmPublic={(confirmPublic) => set({ confirmPublic })}
            />
          )}
        </WriteForm>
      )}
    </div>
  )
}
