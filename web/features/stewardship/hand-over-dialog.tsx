import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { handOver } from '../../people-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { NoteField } from './note-field.tsx'
import { OfficeInput } from './office-input.tsx'

/** Hands a proposal over to somebody of the roster, or to an office without a person. */
export function HandOverDialog({
  proposal,
  officeOnly,
  onDone,
  onClose,
}: {
  proposal: ProposalDetail['proposal']
  officeOnly: boolean
  onDone: () => void
  onClose: () => void
}) {
  const { code, owner, people } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const about = `${officeOnly ? 'office-only' : 'hand-over'}/${proposal.id}`
  const draft = useDraft(owner, about, {
    memberId: '',
    office: officeOnly ? (proposal.steward?.office ?? '') : '',
    note: '',
  })
  const { values, set } = draft
  const there = people.filter(({ left, id }) => !left && id !== proposal.steward?.memberId)
  return (
    <Dialog
      title={officeOnly ? t.stewardship.officeOnly : t.stewardship.handOver}
      onClose={onClose}
    >
      <p>{officeOnly ? t.stewardship.officeOnlyLead : t.stewardship.handOverLead}</p>
      <WriteForm
        draft={draft}
        check={({ memberId, office }) => [
          ...(officeOnly || memberId !== ''
            ? []
            : [
                {
                  pointer: '/to/memberId',
                  code: 'required',
                  detail: t.stewardship.personMissing,
                },
              ]),
          ...(office.trim() === ''
            ? [{ pointer: '/to/office', code: 'required', detail: t.stewardship.officeMissing }]
            : []),
        ]}
        send={({ memberId, office, note }, key) =>
          handOver(
            { municipality: code, proposalId: proposal.id, key },
            {
              to: { office, ...(!officeOnly && { memberId }) },
              ...(note.trim() !== '' && { note }),
            },
          )
        }
        onDone={() => {
          void recorded()
          onDone()
        }}
        submitLabel={officeOnly ? t.stewardship.officeOnlySubmit : t.stewardship.handOverSubmit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            {!officeOnly && (
              <Field
                name="to/memberId"
                label={t.stewardship.person}
                required
                error={errorOf('to/memberId')}
              >
                {(ids) => (
                  <Select
                    {...ids}
                    value={values.memberId}
                    onChange={({ target: { value } }) => {
                      const office = there.find(({ id }) => id === value)?.office
                      set({ memberId: value, ...(office !== undefined && { office }) })
                    }}
                  >
                    <option value="">{t.form.choose}</option>
                    {there.map(({ id, name, office }) => (
                      <option key={id} value={id}>
                        {name}
                        {office && t.common.aside(office)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            )}
            <Field
              name="to/office"
              label={t.stewardship.office}
              hint={officeOnly ? undefined : t.stewardship.officeHint}
              required
              error={errorOf('to/office')}
            >
              {(ids) => (
                <OfficeInput
                  ids={ids}
                  value={values.office}
                  onChange={(office) => set({ office })}
                />
              )}
            </Field>
            <NoteField
              value={values.note}
              error={errorOf('note')}
              onChange={(note) => set({ note })}
            />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
