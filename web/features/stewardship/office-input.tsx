import { useId } from 'react'
import type { FieldIds } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { LINE_LIMIT } from '../forms/limits.ts'
import { usePlace } from '../session/place.tsx'

/** An office by its name, with those that are known to choose from. */
export function OfficeInput({
  value,
  onChange,
  ids,
}: {
  value: string
  onChange: (office: string) => void
  ids: FieldIds
}) {
  const { municipality, people, today } = usePlace()
  const list = useId()
  const { offices = [] } = municipality
  const ended = new Set(
    offices.filter(({ endedOn }) => endedOn !== undefined && endedOn <= today).map(nameOf),
  )
  const known = [municipality.dispatcher, ...offices.map(nameOf)]
  const inUse = people.flatMap(({ office }) => (office === undefined ? [] : [office]))
  const names = [...new Set([...known, ...inUse])].filter((name) => !ended.has(name)).sort()
  return (
    <>
      <TextInput
        {...ids}
        list={list}
        maxLength={LINE_LIMIT}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

const nameOf = ({ name }: { name: string }) => name
