import { useTexts } from '../../i18n/language.tsx'
import { TextField } from '../forms/text-field.tsx'

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
    <TextField
      name="note"
      label={t.stewardship.note}
      hint={t.stewardship.noteHint}
      required={false}
      error={error}
      rows={3}
      value={value}
      onChange={onChange}
    />
  )
}
