import { useTexts } from '../../i18n/language.tsx'
import { carryOn } from '../../proposal-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { WriteForm } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'
import { useRecorded } from './use-recorded.ts'

/** A later cohort carries the proposal on unchanged: HR names any, a member the own one. */
export function CarryOnDialog({
  proposal,
  onClose,
}: {
  proposal: { id: string; cohort: number; carriedBy: number[] }
  onClose: () => void
}) {
  const { code, me, owner, roster } = usePlace()
  const { t, dates } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `carry-on/${proposal.id}`, { fiscalYear: '' })
  const anyYear = me.roles.some(({ role }) => role === 'hr')
  const years = roster.cohorts.filter(
    (year) =>
      year > proposal.cohort &&
      !proposal.carriedBy.includes(year) &&
      (anyYear || me.roles.some(({ role, cohort }) => role === 'member' && cohort === year)),
  )
  return (
    <Dialog title={t.carryOn.title} onClose={onClose}>
      <p>{t.carryOn.lead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={({ fiscalYear }) =>
          fiscalYear === ''
            ? [{ pointer: '/fiscalYear', code: 'required', detail: t.carryOn.missing }]
            : []
        }
        send={({ fiscalYear }, key) =>
          carryOn({ municipality: code, proposalId: proposal.id, key }, Number(fiscalYear))
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.carryOn.submit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <Field name="fiscalYear" label={t.carryOn.cohort} required error={errorOf('fiscalYear')}>
            {(ids) => (
              <Select
                {...ids}
                value={draft.values.fiscalYear}
                onChange={(event) => draft.set({ fiscalYear: event.target.value })}
              >
                <option value="">{t.form.choose}</option>
                {years.map((year) => (
                  <option key={year} value={year}>
                    {dates.fiscalYearLong(year)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </WriteForm>
    </Dialog>
  )
}
