import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LINEAGE_KINDS, type LineageKind } from '../../../functions/domain/words.ts'
import { listProposals } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { link } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { RadioGroup, TextInput } from '../../ui/inputs.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useDraft } from '../drafts/draft.ts'
import { LINE_LIMIT } from '../forms/limits.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import { LoadFailure } from '../session/query-states.tsx'
import { useRecorded } from './use-recorded.ts'

type LinkDraft = { kind: LineageKind | ''; to: string; part: string }
const EMPTY: LinkDraft = { kind: '', to: '', part: '' }

/** Links this proposal to an older one, or to one it requires. */
export function LinkDialog({ proposalId, onClose }: { proposalId: string; onClose: () => void }) {
  const { code, owner } = usePlace()
  const { t, words, dates } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `link/${proposalId}`, EMPTY)
  const { values, set } = draft
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: [code, 'proposals', 'to link', q],
    queryFn: () => listProposals(code, q.trim() === '' ? {} : { q: q.trim() }),
  })
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== proposalId)
  return (
    <Dialog title={t.link.title} onClose={onClose}>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={({ kind, to }) => [
          ...(kind === ''
            ? [{ pointer: '/kind', code: 'required', detail: t.link.kindMissing }]
            : []),
          ...(to === '' ? [{ pointer: '/to', code: 'required', detail: t.link.toMissing }] : []),
        ]}
        send={({ kind, to, part }, key) =>
          link(
            { municipality: code, proposalId, key },
            { kind: kind as LineageKind, to, ...(part.trim() !== '' && { part }) },
          )
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.link.submit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <FieldGroup name="kind" legend={t.link.kind} required error={errorOf('kind')}>
              <RadioGroup
                name="link-kind"
                value={values.kind}
                options={LINEAGE_KINDS.map((kind) => ({
                  value: kind,
                  label: words.lineageKinds[kind],
                  hint: t.link.hints[kind],
                }))}
                onChange={(kind) => set({ kind })}
              />
            </FieldGroup>
            <FieldGroup name="to" legend={t.link.to} required error={errorOf('to')}>
              <Field name="q" label={t.proposals.search}>
                {(ids) => (
                  <TextInput
                    {...ids}
                    type="search"
                    value={q}
                    onChange={(event) => setQ(event.target.value)}
                    onKeyDown={(event) => {
                      // Enter searches; it must not send the form.
                      if (event.key === 'Enter') event.preventDefault()
                    }}
                  />
                )}
              </Field>
              {found.error ? (
                <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
              ) : found.data ? (
                <div className="mt-2 max-h-64 overflow-y-auto rounded-8 border border-solid-gray-300 px-3">
                  {rows.length === 0 && <p className="py-3">{t.proposals.nothingFound}</p>}
                  <RadioGroup
                    name="link-to"
                    value={values.to}
                    options={rows.map((row) => ({
                      value: row.id,
                      label: row.title,
                      hint: dates.fiscalYears([row.cohort, ...row.carriedBy]),
                    }))}
                    onChange={(to) => set({ to })}
                  />
                </div>
              ) : (
                <Skeleton lines={3} />
              )}
            </FieldGroup>
            <Field name="part" label={t.link.part} required={false} error={errorOf('part')}>
              {(ids) => (
                <TextInput
                  {...ids}
                  maxLength={LINE_LIMIT}
                  value={values.part}
                  onChange={(event) => set({ part: event.target.value })}
                />
              )}
            </Field>
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
