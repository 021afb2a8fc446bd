import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LineageView } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Marks } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import type { ViewpointSearch } from '../register/search-params.ts'
import { usePlace } from '../session/place.tsx'
import { UnlinkDialog } from './unlink-dialog.tsx'

/** Where a proposal came from and what followed, each with how it stands. */
export function Lineage({
  lineage,
  proposalId,
  viewpoint,
  mayUnlink,
}: {
  lineage: LineageView[]
  proposalId: string
  viewpoint: ViewpointSearch
  mayUnlink: boolean
}) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const [removing, setRemoving] = useState<LineageView>()
  if (lineage.length === 0) return <EmptyState title={t.proposal.noLineage} />
  return (
    <>
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
        {lineage.map((entry) => {
          const { kind, direction, part, proposal } = entry
          return (
            <li key={`${kind} ${direction} ${proposal.id}`} className="py-3">
              <p className="text-[0.875rem] font-700 text-solid-gray-700">
                {words.lineage[kind][direction]}
                {part && t.common.aside(part)}
              </p>
              <p>
                <Link
                  to="/m/$municipality/proposals/$proposalId"
                  params={{ municipality: code, proposalId: proposal.id }}
                  search={viewpoint}
                  className="font-700 text-blue-900 underline"
                >
                  {proposal.title}
                </Link>
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-2 text-[0.875rem]">
                {dates.fiscalYears([proposal.cohort, ...proposal.carriedBy])}
                <OutcomeTag code={proposal.standing.code} manner={proposal.standing.manner} />
                <Marks standing={proposal.standing} />
                {mayUnlink && direction === 'outgoing' && (
                  <Button variant="text" size="small" onClick={() => setRemoving(entry)}>
                    {t.link.remove}
                    <span className="sr-only">
                      {t.common.colon}
                      {proposal.title}
                    </span>
                  </Button>
                )}
              </p>
            </li>
          )
        })}
      </ul>
      {removing && (
        <UnlinkDialog
          proposalId={proposalId}
          kind={removing.kind}
          to={removing.proposal}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  )
}
