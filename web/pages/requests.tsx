import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Marks } from '../features/outcomes/marks.tsx'
import { OutcomeTag } from '../features/outcomes/outcome-tag.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import { circled } from '../features/register/proposal-list.tsx'
import { IssuedNotice } from '../features/requests/request-dialog.tsx'
import { RequestForm } from '../features/requests/request-form.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { getNeededAnswers, type Issued, type NeededAnswer } from '../request-client.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 回答をまとめて依頼: the past proposals without a word or a fresh one, chosen and asked about at once. */
export function RequestsPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [issued, setIssued] = useState<Issued>()
  const [sent, setSent] = useState(0)
  const query = useQuery({
    queryKey: [code, 'needed answers'],
    queryFn: () => getNeededAnswers(code),
  })
  if (!query.data) return <UnloadedPage query={query} />
  const { needed } = query.data
  const askable = needed.filter(({ people }) => people.length > 0).map((one) => one.proposal.id)
  const proposalIds = askable.filter((id) => chosen.has(id))
  const toggle = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((o) => o !== id)))
  return (
    <>
      <PageTitle>{t.requests.bulkTitle}</PageTitle>
      <p className="mb-2">{t.requests.bulkLead}</p>
      <p className="mb-4">
        <Link
          to="/m/$municipality/requests/sheets"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.requests.sheetsTitle}
        </Link>
      </p>
      {issued && (
        <div className="mb-4">
          <IssuedNotice issued={issued} />
        </div>
      )}
      {needed.length === 0 ? (
        <EmptyState title={t.requests.bulkNone} />
      ) : (
        <>
          <div className="mb-2 flex flex-wrap items-center gap-3">
            <Button variant="outline" size="small" onClick={() => setChosen(new Set(askable))}>
              {t.requests.chooseAll}
            </Button>
            <Button variant="text" size="small" onClick={() => setChosen(new Set())}>
              {t.requests.chooseNone}
            </Button>
            <span role="status">{t.requests.chosen(proposalIds.length)}</span>
          </div>
          <ul className="mb-6 divide-y divide-solid-gray-300 border-y border-solid-gray-300">
            {needed.map((one) => (
              <Needed
                key={one.proposal.id}
                needed={one}
                isChosen={chosen.has(one.proposal.id)}
                onChange={(isChosen) => toggle(one.proposal.id, isChosen)}
              />
            ))}
          </ul>
          <div className="max-w-xl">
            <RequestForm
              // Once issued, a new one with a key of its own.
              key={sent}
              about="several"
              proposalIds={proposalIds}
              onDone={(done) => {
                setIssued(done)
                setSent(sent + 1)
                setChosen(new Set())
                window.scrollTo(0, 0)
                void recorded()
              }}
            />
          </div>
        </>
      )}
    </>
  )
}

function Needed({
  needed: { proposal, people, askedAt },
  isChosen,
  onChange,
}: {
  needed: NeededAnswer
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}) {
  const { code, nameOf } = usePlace()
  const { t, words, dates } = useTexts()
  const { id, title, number, standing } = proposal
  const names = people.map(({ memberId, byMail }) =>
    byMail
      ? (nameOf(memberId) ?? t.requests.someone)
      : t.requests.nameOnPaper(nameOf(memberId) ?? t.requests.someone),
  )
  const [first] = people
  return (
    <li className="py-2">
      {people.length > 0 ? (
        <Checkbox
          label={<span className="font-700">{`${circled(number)} ${title}`}</span>}
          checked={isChosen}
          onChange={onChange}
        />
      ) : (
        <p className="py-2 font-700">{`${circled(number)} ${title}`}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pl-8 text-[0.875rem]">
        <span>{dates.fiscalYears([proposal.cohort, ...proposal.carriedBy])}</span>
        <OutcomeTag code={standing.code} manner={standing.manner} />
        <Marks standing={standing} orphaned={proposal.orphaned} />
        <span>{askedAt ? t.requests.last(dates.instantDay(askedAt)) : t.requests.neverAsked}</span>
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={{ municipality: code, proposalId: id }}
          className="text-blue-900 underline"
        >
          {t.requests.open}
        </Link>
      </p>
      <p className="pl-8 text-[0.875rem] text-solid-gray-700">
        {first
          ? `${words.askedVia[first.via]}${t.common.colon}${t.common.list(names)}`
          : t.requests.nobodyAtAll}
      </p>
    </li>
  )
}
