import { useTexts } from '../../i18n/language.tsx'
import { type RosterEntry, transferMember } from '../../people-client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/inputs.tsx'
import { useDraft } from '../drafts/draft.ts'
import { DayField } from '../forms/day-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { OfficeInput } from '../stewardship/office-input.tsx'
import { KeepsHr } from './keeps-hr.tsx'

type TransferDraft = { kind: 'moves' | 'leaves' | ''; office: string; on: string }
const EMPTY: TransferDraft = { kind: '', office: '', on: '' }

/** 人事異動: somebody moves to another office or leaves, on a day that may lie ahead. */
export function TransferDialog({
  person,
  onDone,
  onClose,
}: {
  person: RosterEntry
  onDone: () => void
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `transfer/${person.id}`, EMPTY)
  const { values, set } = draft
  const isHr = person.roles.some(({ role }) => role === 'hr')
  const wrong = (pointer: string, detail: string) => ({ pointer, code: 'required', detail })
  return (
    <Dialog title={t.roster.transfer} onClose={onClose}>
      <p className="font-700">{person.name}</p>
      <p className="mt-1">{t.roster.transferLead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={({ kind, office, on }) => [
          ...(kind === '' ? [wrong('/kind', t.roster.transferKindMissing)] : []),
          ...(kind === 'moves' && office.trim() === ''
            ? [wrong('/office', t.roster.newOfficeMissing)]
            : []),
          ...(on === '' ? [wrong('/on', t.roster.onMissing)] : []),
        ]}
        send={({ kind, office, on }, key) =>
          transferMember(
            { municipality: code, memberId: person.id, key },
            kind === 'leaves' ? { leaves: true, on } : { office, on },
          )
        }
        onDone={() => {
          void recorded()
          onDone()
        }}
        submitLabel={t.roster.transferSubmit}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <FieldGroup name="kind" legend={t.roster.transferKind} required error={errorOf('kind')}>
              <RadioGroup
                name="transfer-kind"
                value={values.kind}
                options={[
                  { value: 'moves', label: t.roster.moving },
                  { value: 'leaves', label: t.roster.leavingService },
                ]}
                onChange={(kind) => set({ kind })}
              />
            </FieldGroup>
            {values.kind === 'moves' && isHr && <KeepsHr memberId={person.id} />}
            {values.kind === 'moves' && (
              <Field name="office" label={t.roster.newOffice} required error={errorOf('office')}>
                {(ids) => (
                  <OfficeInput
                    ids={ids}
                    value={values.office}
                    onChange={(office) => set({ office })}
                  />
                )}
              </Field>
            )}
            <DayField
              name="on"
              label={t.roster.on}
              hint={values.kind === 'leaves' ? t.roster.onLeaving : undefined}
              required
              error={errorOf('on')}
              value={values.on}
              onChange={(day) => set({ on: day })}
            />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
