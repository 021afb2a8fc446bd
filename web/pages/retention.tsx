import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmChoice, type Disposal, Disposing } from '../features/roster/disposing.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { type Retention, retentionQuery } from '../people-client.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

/** 保存年限: whose data is past its period, and the record of what was erased. */
export function RetentionPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const retention = useQuery(retentionQuery(code))
  const [disposal, setDisposal] = useState<Disposal>()
  if (!retention.data) return <UnloadedPage query={retention} />
  const { years, due, disposed } = retention.data
  return (
    <div className="max-w-[45rem]">
      <BackToRoster />
      <PageTitle lead={t.retention.lead}>{t.retention.title}</PageTitle>
      <p>
        {years === undefined ? t.retention.noYears : t.retention.years(years)}{' '}
        <Link
          to="/m/$municipality/settings"
          params={{ municipality: code }}
          className="text-blue-900 underline"
        >
          {t.retention.set}
        </Link>
      </p>
      {(years !== undefined || disposal) && (
        <Section id="due" title={t.retention.due}>
          {disposal ? (
            <Disposing disposal={disposal} onDone={() => setDisposal(undefined)} />
          ) : due.length === 0 ? (
            <EmptyState title={t.retention.noneDue} />
          ) : (
            <Due due={due} onConfirmed={setDisposal} />
          )}
        </Section>
      )}
      <Section id="record" title={t.retention.record}>
        {disposed.length === 0 ? (
          <EmptyState title={t.retention.noRecord} />
        ) : (
          <Disposed disposed={disposed} />
        )}
      </Section>
    </div>
  )
}

function Due({
  due,
  onConfirmed,
}: {
  due: Retention['due']
  onConfirmed: (disposal: Disposal) => void
}) {
  const { code, me } = usePlace()
  const { t, dates } = useTexts()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [texts, setTexts] = useState(false)
  const [asked, setAsked] = useState(false)
  const mine = due.filter(({ id }) => id !== me.memberId)
  const people = mine.filter(({ id }) => chosen.has(id))
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <>
      <Checkbox
        label={<span className="font-700">{t.retention.all}</span>}
        checked={mine.length > 0 && people.length === mine.length}
        onChange={(all) => setChosen(new Set(all ? mine.map(({ id }) => id) : []))}
      />
      <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
        {mine.map(({ id, name, lastYear, since }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
            <Checkbox
              label={
                <>
                  <span className="font-700">{name}</span>
                  <span className="block text-[0.875rem] text-solid-gray-700">
                    {t.retention.lastYear(dates.fiscalYear(lastYear))}
                    {t.common.dot}
                    {t.retention.since(dates.fiscalYear(since))}
                  </span>
                </>
              }
              checked={chosen.has(id)}
              onChange={(isChosen) => choose(id, isChosen)}
            />
            <Link
              to="/m/$municipality/people/$memberId"
              params={{ municipality: code, memberId: id }}
              className="py-2 text-blue-900 underline"
            >
              {t.retention.look}
              <span className="sr-only">{t.common.aside(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-3">
        {t.retention.chosen(people.length)}
      </p>
      {people.length > 0 && (
        <>
          <Checkbox
            label={
              <>
                {t.retention.texts}
                <span className="block text-[0.875rem] text-solid-gray-700">
                  {t.retention.textsHint}
                </span>
              </>
            }
            checked={texts}
            onChange={setTexts}
          />
          <Button variant="outline" className="mt-2" onClick={() => setAsked(true)}>
            {t.retention.open}
          </Button>
        </>
      )}
      {asked && (
        <ConfirmChoice
          disposal={{ people, texts }}
          onConfirmed={onConfirmed}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}

/** Of whom it was is no longer known; that it was done, when and why is. */
function Disposed({ disposed }: { disposed: Retention['disposed'] }) {
  const { t, words, dates } = useTexts()
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {disposed.map(({ id, at, why, texts, doneAt }) => (
        <li key={id} className="py-2">
          <span className="font-700">{dates.instant(at)}</span>
          {t.common.dot}
          {words.erasureReasons[why]}
          <span className="block text-[0.875rem] text-solid-gray-700">
            {texts ? t.retention.withTexts : t.retention.withoutTexts}
            {t.common.dot}
            {doneAt === undefined
              ? t.retention.running
              : t.retention.complete(dates.instant(doneAt))}
          </span>
        </li>
      ))}
    </ul>
  )
}
