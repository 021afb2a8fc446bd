import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/language.tsx'
import { proposalQuery } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { usePlace } from '../session/place.tsx'
import { LoadFailure } from '../session/query-states.tsx'
import { differing, fieldsOf, type ProposalFields } from './proposal-draft.ts'

/** Somebody else saved first: both versions side by side, field by field; nothing typed is lost. */
export function StaleEdit({
  proposalId,
  values,
  base,
  etag,
  set,
  onRebased,
}: {
  proposalId: string
  values: ProposalFields
  base: ProposalFields
  etag: string
  set: (patch: Partial<ProposalFields>) => void
  /** Takes what is recorded now as the version that is edited. */
  onRebased: (base: ProposalFields, etag: string, taken: Partial<ProposalFields>) => void
}) {
  const { code } = usePlace()
  const { t, words } = useTexts()
  const latest = useQuery({ ...proposalQuery(code, proposalId, {}), staleTime: 0 })
  const rebased = latest.data?.etag === etag
  if (rebased && !latest.isFetching)
    return (
      <Notice kind="info" title={t.stale.ready}>
        {t.stale.readyDetail}
      </Notice>
    )
  if (!latest.data || latest.isFetching)
    return latest.error ? (
      <LoadFailure error={latest.error} onRetry={() => void latest.refetch()} />
    ) : (
      <Skeleton lines={3} />
    )
  const theirs = fieldsOf(latest.data.proposal)
  const changed = differing(theirs, base)
  const labels: Record<keyof ProposalFields, string> = {
    ...words.proposalFields,
    stewardOffice: t.edit.stewardOffice,
    stewardMember: t.edit.stewardMember,
  }
  const { etag: newTag } = latest.data
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
                <dd className="whitespace-pre-line">{shown(theirs[field]) || t.stale.empty}</dd>
              </div>
              <div>
                <dt className="text-[0.875rem] font-700 text-solid-gray-700">{t.stale.mine}</dt>
                <dd className="whitespace-pre-line">{shown(values[field]) || t.stale.empty}</dd>
              </div>
            </dl>
            {differing(theirs, values).includes(field) && (
              <Button
                variant="outline"
                size="small"
                className="mt-2"
                onClick={() => set({ [field]: theirs[field] })}
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
          const untouched = changed.filter((field) => !differing(values, base).includes(field))
          const taken = Object.fromEntries(untouched.map((field) => [field, theirs[field]]))
          onRebased(theirs, newTag, taken)
        }}
      >
        {t.stale.goOn}
      </Button>
    </Notice>
  )
}

function shown(value: ProposalFields[keyof ProposalFields]): string {
  return typeof value === 'string'
    ? value
    : value.map(({ part, title, method }) => [`${part} ${title}`, method].join('\n')).join('\n')
}
