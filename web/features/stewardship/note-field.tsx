import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { TEXT_LIMIT } from '../forms/limits.ts'

/** The note for whoever comes next. */
export function NoteField({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (note: string) => void
}) {
  const { t } = useTexts()
  return (
    <Field
      name="note"
      label={t.stewardship.note}
      hint={t.stewardship.noteHint}
      required={false}
      error={error}
    >
      {(ids) => (
        <TextArea
          {...ids}
          rows={3}
          limit={TEXT_LIMIT}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
