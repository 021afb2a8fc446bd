import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProposalDetail } from '../../functions/domain/views.ts'
import { ViewpointBar } from '../features/dates/viewpoint-bar.tsx'
import { CarryOnDialog } from '../features/proposal/carry-on-dialog.tsx'
import { CommentDialog } from '../features/proposal/comment-dialog.tsx'
import { Lineage } from '../features/proposal/lineage.tsx'
import { LinkDialog } from '../features/proposal/link-dialog.tsx'
import { StandingPanel } from '../features/proposal/standing-panel.tsx'
import { QuestionSection } from '../features/questions/question-section.tsx'
import { circled } from '../features/register/proposal-list.tsx'
import { isNow, viewpointSearch } from '../features/register/search-params.ts'
import { RequestSection } from '../features/requests/request-section.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { Stewardship } from '../features/stewardship/stewardship.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { useTexts } from '../i18n/language.tsx'
import { proposalQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts, Section } from '../ui/section.tsx'
import { Tag } from '../ui/tag.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was just recorded, to be said on the page one arrives at. */
    done?: 'report' | 'hearing' | 'correction' | 'created' | 'edited'
  }
}

/** One proposal: what was proposed, how it stands, everything said of it, and what one may do. */
export function ProposalPage() {
  const { proposalId } = useParams({ from: '/m/$municipality/proposals/$proposalId' })
  // What is open or typed about one proposal is never about the next one.
  return <OneProposal key={proposalId} proposalId={proposalId} />
}

function OneProposal({ proposalId }: { proposalId: string }) {
  const { code, today } = usePlace()
  const search = viewpointSearch(useSearch({ from: '/m/$municipality/proposals/$proposalId' }))
  const navigate = useNavigate({ from: '/m/$municipality/proposals/$proposalId' })
  const { t, dates } = useTexts()
  const { done } = useLocation().state
  const query = useQuery({
    ...proposalQuery(code, proposalId, search),
    // Another day of the same proposal: the old answer stays until the new one is there.
    placeholderData: (before) =>
      before?.proposal.id === proposalId ? keepPreviousData(before) : undefined,
  })
  if (!query.data) return <UnloadedPage query={query} />
  const detail = query.data
  const { proposal } = detail
  const past = !isNow(search)
  return (
    <>
      <p className="mb-2 print:hidden">
        <Link
          to="/m/$municipality/proposals"
          params={{ municipality: code }}
          search={search}
          className="text-[0.875rem] text-blue-900 underline"
        >
          {t.proposal.backToList}
        </Link>
      </p>
      {done && (
        <div className="mb-4 print:hidden">
          <Notice kind="success" title={t.proposal.done[done]} />
        </div>
      )}
      <PageTitle
        title={proposal.title}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              {t.proposal.by(dates.fiscalYears([proposal.cohort, ...proposal.carriedBy]))}
            </span>
            <VisibilityTag detail={detail} />
          </span>
        }
      >
        {circled(proposal.number)} {proposal.title}
      </PageTitle>
      <ViewpointBar
        search={search}
        today={today}
        onChange={(viewpoint) =>
          void navigate({ search: viewpoint, replace: true, resetScroll: false })
        }
      />
      <StandingPanel detail={detail} viewpoint={search} />
      {/* One acts on the present, so a look at the past offers nothing to do. */}
      <Actions detail={past ? { ...detail, permitted: [] } : detail} />
      <Section id="stewardship" title={t.stewardship.title}>
        <Stewardship detail={detail} readOnly={past} />
      </Section>
      <Section id="proposed" title={t.proposal.proposed}>
        <Proposed detail={detail} />
      </Section>
      <Section id="lineage" title={t.proposal.lineage}>
        <Lineage
          lineage={detail.lineage}
          proposalId={proposal.id}
          viewpoint={search}
          mayUnlink={!past && detail.permitted.includes('proposal.link')}
        />
      </Section>
      <QuestionSection detail={detail} readOnly={past} />
      <RequestSection detail={detail} readOnly={past} />
      <Section id="timeline" title={t.timeline.title}>
        <p className="mb-3 text-[0.875rem] text-solid-gray-700">{t.timeline.lead}</p>
        <Timeline detail={detail} readOnly={past} />
      </Section>
    </>
  )
}

function VisibilityTag({ detail }: { detail: ProposalDetail }) {
  const { t, words } = useTexts()
  return (
    <Tag title={t.proposal.visibilityHints[detail.proposal.visibility]}>
      {words.visibilities[detail.proposal.visibility]}
    </Tag>
  )
}

/** Only what the reader may do. */
function Actions({ detail }: { detail: ProposalDetail }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const [open, setOpen] = useState<'comment' | 'link' | 'carry-on'>()
  const { proposal, permitted } = detail
  const may = (action: string) => permitted.includes(action)
  const params = { municipality: code, proposalId: proposal.id }
  const close = () => setOpen(undefined)
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-3 print:hidden">
      {may('report.record') && (
        <Link
          to="/m/$municipality/proposals/$proposalId/report"
          params={params}
          search={{ kind: 'report' }}
          className={buttonClass('solid')}
        >
          {t.proposal.actions.report}
        </Link>
      )}
      {may('hearing.record') && (
        <Link
          to="/m/$municipality/proposals/$proposalId/report"
          params={params}
          search={{ kind: 'hearing' }}
          className={buttonClass(may('report.record') ? 'outline' : 'solid')}
        >
          {t.proposal.actions.hearing}
        </Link>
      )}
      {may('comment.record') && (
        <Button variant="outline" onClick={() => setOpen('comment')}>
          {t.comment.title}
        </Button>
      )}
      {may('proposal.edit') && (
        <Link
          to="/m/$municipality/proposals/$proposalId/edit"
          params={params}
          className={buttonClass('text', 'small')}
        >
          {t.edit.editTitle}
        </Link>
      )}
      {may('proposal.link') && (
        <Button variant="text" size="small" onClick={() => setOpen('link')}>
          {t.link.title}
        </Button>
      )}
      {may('proposal.carry_on') && (
        <Link
          to="/m/$municipality/proposals/new"
          params={{ municipality: code }}
          search={{ from: proposal.id }}
          className={buttonClass('text', 'small')}
        >
          {t.reviews.passOn}
        </Link>
      )}
      {may('proposal.carry_on') && (
        <Button variant="text" size="small" onClick={() => setOpen('carry-on')}>
          {t.carryOn.title}
        </Button>
      )}
      <Button variant="text" size="small" onClick={() => window.print()}>
        {t.common.print}
      </Button>
      {open === 'comment' && <CommentDialog proposal={proposal} onClose={close} />}
      {open === 'link' && <LinkDialog proposalId={proposal.id} onClose={close} />}
      {open === 'carry-on' && <CarryOnDialog proposal={proposal} onClose={close} />}
    </div>
  )
}

/** What was proposed, in the paper's words. Fields that say nothing are left out. */
function Proposed({ detail: { proposal } }: { detail: ProposalDetail }) {
  const { t, words, dates } = useTexts()
  const fields = words.proposalFields
  const texts = (
    ['desiredState', 'method', 'rationale', 'aim', 'expectedResults', 'phaseGoal'] as const
  ).flatMap((field) => (proposal[field] ? [{ term: fields[field], text: proposal[field] }] : []))
  return (
    <Facts
      items={[
        { term: t.proposal.cohort, text: dates.fiscalYearLong(proposal.cohort) },
        ...(proposal.carriedBy.length > 0
          ? [{ term: fields.carriedBy, text: dates.fiscalYears(proposal.carriedBy) }]
          : []),
        ...(proposal.formerTitles.length > 0
          ? [
              {
                term: fields.formerTitles,
                text: proposal.formerTitles
                  .map(({ title, until }) => t.proposal.formerTitle(title, dates.instantDay(until)))
                  .join('\n'),
              },
            ]
          : []),
        ...(proposal.parts && proposal.parts.length > 0
          ? [
              {
                term: fields.parts,
                text: proposal.parts
                  .map(({ part, title, method }) =>
                    [`${part} ${title}`, method].filter(Boolean).join('\n'),
                  )
                  .join('\n'),
              },
            ]
          : []),
        ...texts,
        {
          term: fields.formality,
          text: proposal.formality ? words.formalities[proposal.formality] : t.proposal.notSaid,
        },
        ...(proposal.themes && proposal.themes.length > 0
          ? [{ term: fields.themes, text: t.common.list(proposal.themes) }]
          : []),
      ]}
    />
  )
}
