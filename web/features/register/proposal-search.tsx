import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { listProposals } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'

type Found = Awaited<ReturnType<typeof listProposals>>['rows']

/** The municipality's other proposals within a form, by search; what is chosen of them is the form's matter. */
export function ProposalSearch({
  except,
  children,
}: {
  /** The proposal they are chosen for. */
  except: string
  children: (rows: Found) => ReactNode
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: [code, 'proposals', 'to link', q],
    queryFn: () => listProposals(code, q.trim() === '' ? {} : { q: q.trim() }),
  })
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== except)
  return (
    <>
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
      {found.data ? (
        <>
          <div className="mt-2 max-h-64 overflow-y-auto rounded-8 border border-solid-gray-300 px-3">
            {rows.length === 0 ? (
              <p className="py-3">{t.proposals.nothingFound}</p>
            ) : (
              children(rows)
            )}
          </div>
          {found.data.nextCursor !== undefined && (
            <p className="mt-1 text-[0.875rem] text-solid-gray-700">
              {t.proposals.newestOf(found.data.rows.length, found.data.total)}
            </p>
          )}
        </>
      ) : (
        <Unloaded query={found} lines={3} />
      )}
    </>
  )
}
