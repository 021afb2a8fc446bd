import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { DayField } from '../forms/day-field.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import type { ErrorOf } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'

type Decision = { decidedOn: string; documentNumber: string }

/** 決裁日 and 文書番号 of a confirmation: what an auditor asks for first. */
export function DecisionFields({
  values,
  set,
  errorOf,
}: {
  values: Decision
  set: (patch: Partial<Decision>) => void
  errorOf: ErrorOf
}) {
  const { today } = usePlace()
  const { words } = useTexts()
  return (
    <div className="grid gap-4 desktop:grid-cols-2">
      <DayField
        name="decidedOn"
        label={words.reportFields.decidedOn}
        required={false}
        error={errorOf('decidedOn')}
        max={today}
        value={values.decidedOn}
        onChange={(decidedOn) => set({ decidedOn })}
      />
      <Field
        name="documentNumber"
        label={words.reportFields.documentNumber}
        required={false}
        error={errorOf('documentNumber')}
      >
        {(ids) => (
          <TextInput
            {...ids}
            maxLength={LINE_LIMIT}
            value={values.documentNumber}
            onChange={(event) => set({ documentNumber: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}
