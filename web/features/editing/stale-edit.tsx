import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Unloaded } from '../session/query-states.tsx'

/** What is edited, and the edition that it stands for. */
type Recorded<Values, Edition> = { values: Values; edition: Edition }

/**
 * An edit as it is typed. What it began with goes along: it may be hours old when it is sent, and undoes nothing that
 * somebody else has saved meanwhile.
 */
type EditDraft<Values, Edition> = { fields: Values; base: Values; edition: Edition }

/** How an edit begins. */
export function editOfRecorded<Values, Edition>({
  values,
  edition,
}: Recorded<Values, Edition>): EditDraft<Values, Edition> {
  return { fields: values, base: values, edition }
}

/**
 * Somebody else saved first: both versions side by side, field by field; nothing typed is lost.
 * @param query reads what is recorded now, of which `recordedIn` takes what is edited
 * @param labels the fields' names
 * @param shown a field's value in words
 */
export function StaleEdit<Answer, Key extends QueryKey, Values extends object, Edition>({
  query,
  recordedIn,
  draft: { fields, base, edition },
  labels,
  shown,
  onChange,
}: {
  query: UseQueryOptions<Answer, Error, Answer, Key>
  recordedIn: (answer: Answer) => Recorded<Values, Edition> | undefined
  draft: EditDraft<Values, Edition>
  labels: Record<keyof Values & string, string>
  shown: (values: Values, field: keyof Values & string) => string
  onChange: (draft: EditDraft<Values, Edition>) => void
}) {
  const { t } = useTexts()
  const latest = useQuery({ ...query, staleTime: 0 })
  const recorded = latest.data && recordedIn(latest.data)
  if (!recorded || latest.isFetching) return <Unloaded query={latest} lines={3} />
  if (recorded.edition === edition)
    return (
      <Notice kind="info" title={t.stale.ready}>
        {t.stale.readyDetail}
      </Notice>
    )
  const theirs = recorded.values
  const names = Object.keys(theirs) as (keyof Values & string)[]
  const differ = (a: Values, b: Values, field: keyof Values) =>
    JSON.stringify(a[field]) !== JSON.stringify(b[field])
  const changed = names.filter((field) => differ(theirs, base, field))
  return (
    <Notice kind="warning" title={t.stale.title}>
      <p>{t.stale.lead}</p>
      <ul className="mt-3 space-y-4">
        {changed.map((field) => (
          <li key={field} className="rounded-8 border border-solid-gray-300 p-3">
            <p className="font-700">{labels[field]}</p>
            <dl className="mt-1 grid gap-3 desktop:grid-cols-2">
              <div>
                <dt className="text-[0.875rem] font-700 text-solid-gray-700">{t.stale.theirs}</dt>
                <dd className="whitespace-pre-line">{shown(theirs, field) || t.stale.empty}</dd>
              </div>
              <div>
                <dt className="text-[0.875rem] font-700 text-solid-gray-700">{t.stale.mine}</dt>
                <dd className="whitespace-pre-line">{shown(fields, field) || t.stale.empty}</dd>
              </div>
            </dl>
            {differ(theirs, fields, field) && (
              <Button
                variant="outline"
                size="small"
                className="mt-2"
                onClick={() =>
                  onChange({ fields: { ...fields, [field]: theirs[field] }, base, edition })
                }
              >
                {t.stale.takeTheirs}
                <span className="sr-only">
                  {t.common.colon}
                  {labels[field]}
                </span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        className="mt-4"
        onClick={() => {
          // Where one has not typed anything, the other's version stands.
          const untouched = changed.filter((field) => !differ(fields, base, field))
          const taken = Object.fromEntries(untouched.map((field) => [field, theirs[field]]))
          onChange({ fields: { ...fields, ...taken }, base: theirs, edition: recorded.edition })
        }}
      >
        {t.stale.goOn}
      </Button>
    </Notice>
  )
}
