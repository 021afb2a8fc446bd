import { LINEAGE_KINDS, type LineageKind } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { link } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { RadioGroup, TextInput } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { LINE_LIMIT } from '../forms/limits.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { ProposalSearch } from '../register/proposal-search.tsx'
import { usePlace } from '../session/place.tsx'
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
              <ProposalSearch except={proposalId}>
                {(rows) => (
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
                )}
              </ProposalSearch>
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
