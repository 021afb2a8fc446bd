import { Link } from '@tanstack/react-router'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ConfirmationTag, Marks, useFreshness } from '../outcomes/marks.tsx'
import { OutcomeTag } from '../outcomes/outcome-tag.tsx'
import { isNow, type ViewpointSearch } from '../register/search-params.ts'
import { usePlace } from '../session/place.tsx'

/** How a proposal stands: big and plain, with the reason and whose word it is. */
export function StandingPanel({
  detail,
  viewpoint,
}: {
  detail: ProposalDetail
  viewpoint: ViewpointSearch
}) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const freshness = useFreshness()
  const { standing, brokenPrerequisites } = detail
  const dispute = detail.proposal.reports
    .find(({ id }) => id === standing.reportId)
    ?.confirmations.findLast(
      ({ answer, recordedAt }) => answer === 'disputed' && recordedAt <= detail.viewpoint.knownAt,
    )
  return (
    <section
      aria-labelledby="standing"
      className="keep-together rounded-8 border-2 border-solid-gray-700 p-4 desktop:p-6"
    >
      <h2 id="standing" className="text-[0.875rem] font-700">
        {t.proposal.standing(dates.day(detail.viewpoint.day))}
      </h2>
      <p className="mt-2 flex flex-wrap items-center gap-3">
        <OutcomeTag large code={standing.code} manner={standing.manner} />
        <Marks standing={standing} orphaned={isNow(viewpoint) ? detail.orphaned : undefined} />
      </p>
      {standing.code === 'unconfirmed' ? (
        <p className="mt-3">{t.proposal.unconfirmed}</p>
      ) : (
        <>
          <p className="mt-3 flex flex-wrap items-center gap-2">
            {freshness(standing)}
            {standing.confirmation && <ConfirmationTag state={standing.confirmation} />}
          </p>
          {standing.confirmation === 'one_sided' && (
            <p className="text-[0.875rem] text-solid-gray-700">{t.proposal.oneSided}</p>
          )}
          <ul className="mt-3 list-disc pl-5 font-700">
            {standing.factors?.map((factor) => (
              <li key={factor}>{words.factors[factor]}</li>
            ))}
          </ul>
          {standing.reason && <p className="mt-2 whitespace-pre-line">{standing.reason}</p>}
        </>
      )}
      {standing.confirmation === 'disputed' && dispute?.comment && (
        <div className="mt-4">
          <Notice kind="error" quiet title={words.confirmations.disputed}>
            <p className="whitespace-pre-line">{dispute.comment}</p>
          </Notice>
        </div>
      )}
      {brokenPrerequisites.length > 0 && (
        <div className="mt-4">
          <Notice kind="warning" quiet title={words.brokenPrerequisite}>
            <ul>
              {brokenPrerequisites.map(({ id, title }) => (
                <li key={id}>
                  <Link
                    to="/m/$municipality/proposals/$proposalId"
                    params={{ municipality: code, proposalId: id }}
                    search={viewpoint}
                    className="text-blue-900 underline"
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
    </section>
  )
}
