import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Day, fiscalYearOf, fiscalYearSpan, isDay } from '../../functions/domain/calendar.ts'
import { BASES, CURVES_BY, type CurvesBy } from '../../functions/domain/words.ts'
import { continuityQuery, type Since } from '../continuity-client.ts'
import { Changes } from '../features/continuity/changes.tsx'
import { Curves } from '../features/continuity/curves.tsx'
import { Glance } from '../features/continuity/glance.tsx'
import { Confirmations, Ladder, Reasons, Silence } from '../features/continuity/reasons.tsx'
import { ViewpointBar } from '../features/dates/viewpoint-bar.tsx'
import { Matrix } from '../features/overview/matrix.tsx'
import { YearsChart } from '../features/overview/years-chart.tsx'
import { dayOf, isNow, viewpointSearch } from '../features/register/search-params.ts'
import { usePlace } from '../features/session/place.tsx'
import { Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 継続状況: how many proposals live on, what keeps or stops them, and what nobody has confirmed. */
export function ContinuityPage() {
  const { code, today } = usePlace()
  const { t, dates } = useTexts()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const viewpoint = viewpointSearch(search)
  const navigate = useNavigate()
  const day = dayOf(viewpoint, today)
  const since = sinceIn(search, day)
  const by = CURVES_BY.find((each) => each === search.by) ?? 'all'
  const continuity = useQuery(continuityQuery(code, viewpoint))
  const go = (patch: Record<string, string | undefined>) =>
    void navigate({
      to: '/m/$municipality/continuity',
      params: { municipality: code },
      search: { ...viewpoint, ...since, by, ...patch } as never,
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <PageTitle lead={t.continuity.lead(dates.day(day))}>{t.continuity.title}</PageTitle>
      <div className="flex flex-wrap gap-3 print:hidden">
        <Link
          to="/m/$municipality/continuity/mayor"
          params={{ municipality: code }}
          search={viewpoint as never}
          className={buttonClass('solid', 'small')}
        >
          {t.continuity.mayor}
        </Link>
        <Button variant="outline" size="small" onClick={() => window.print()}>
          {t.common.print}
        </Button>
      </div>
      <ViewpointBar
        search={viewpoint}
        today={today}
        onChange={({ asOf, knownAt }) => go({ asOf, knownAt })}
      />
      {!continuity.data ? (
        <Unloaded query={continuity} lines={10} />
      ) : continuity.data.confirmed.total === 0 ? (
        isNow(viewpoint) ? (
          <EmptyState title={t.overview.empty}>{t.overview.emptyHint}</EmptyState>
        ) : (
          <EmptyState title={t.overview.emptyThen(dates.day(day))} />
        )
      ) : (
        <div className={continuity.isPlaceholderData ? 'opacity-60' : undefined}>
          <Part id="glance" title={t.continuity.glance}>
            <Glance code={code} continuity={continuity.data} viewpoint={viewpoint} />
          </Part>
          <Part id="years" title={t.continuity.byYear}>
            <Matrix code={code} overview={continuity.data.overview} viewpoint={viewpoint} />
            <div className="mt-8">
              <YearsChart years={continuity.data.overview.years} />
            </div>
          </Part>
          <Part id="changes" title={t.continuity.changes} lead={t.continuity.changesLead}>
            <Changes code={code} viewpoint={viewpoint} day={day} since={since} onSince={go} />
          </Part>
          <Part
            id="confirmations"
            title={t.continuity.confirmations}
            lead={t.continuity.confirmationsLead}
          >
            <Confirmations code={code} continuity={continuity.data} viewpoint={viewpoint} />
          </Part>
          <Part id="reasons" title={t.continuity.reasons} lead={t.continuity.reasonsLead}>
            <Reasons code={code} continuity={continuity.data} viewpoint={viewpoint} />
          </Part>
          <Part id="ladder" title={t.continuity.ladder} lead={t.continuity.ladderLead}>
            <Ladder code={code} continuity={continuity.data} viewpoint={viewpoint} />
          </Part>
          <Part id="silence" title={t.continuity.silence} lead={t.continuity.silenceLead}>
            <Silence code={code} continuity={continuity.data} viewpoint={viewpoint} />
          </Part>
          <Part id="curves" title={t.continuity.curves} lead={t.continuity.curvesLead}>
            <Curves
              code={code}
              viewpoint={viewpoint}
              by={by}
              onBy={(each: CurvesBy) => go({ by: each })}
            />
          </Part>
        </div>
      )}
    </>
  )
}

function Part({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: string
  children: ReactNode
}) {
  return (
    <Section id={id} title={title}>
      {lead && <p className="mb-3 max-w-[45rem] text-solid-gray-700">{lead}</p>}
      {children}
    </Section>
  )
}

/** The end of the fiscal year before, unless the address says another day before the one looked at. */
function sinceIn(search: Record<string, unknown>, day: Day): Since {
  const asked = typeof search.since === 'string' ? search.since : ''
  return {
    since: isDay(asked) && asked < day ? asked : fiscalYearSpan(fiscalYearOf(day) - 1).last,
    basis: BASES.find((each) => each === search.basis) ?? 'known_then',
  }
}
