import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { RosterList } from '../features/roster/roster-list.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import type { RosterEntry } from '../people-client.ts'
import { rosterQuery, signEverybodyOut } from '../people-client.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'

const SHOWS = [
  'all',
  'here',
  'away',
  'left',
  'suspended',
  'unbound',
  'unreached',
  'erased',
] as const
type Show = (typeof SHOWS)[number]

/** 名簿: everybody of the municipality, for HR. What is searched for never gets into an address. */
export function RosterPage() {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const id = useId()
  const [q, setQ] = useState('')
  const [show, setShow] = useState<Show>('all')
  const [ending, setEnding] = useState(false)
  const roster = useQuery(rosterQuery(code))
  if (!roster.data) return <UnloadedPage query={roster} />
  const { people } = roster.data
  const found = people
    .filter((person) => isShown(person, show) && isFound(person, q))
    .sort((a, b) => Number(a.erased) - Number(b.erased) || a.name.localeCompare(b.name, 'ja'))
  return (
    <>
      <PageTitle lead={t.roster.lead}>{t.roster.title}</PageTitle>
      <search className="grid gap-4 print:hidden desktop:grid-cols-[1fr_16rem]">
        <div>
          <label htmlFor={`${id}-q`} className="block font-700">
            {t.roster.search}
          </label>
          <TextInput
            id={`${id}-q`}
            type="search"
            maxLength={200}
            className="mt-1"
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}-show`} className="block font-700">
            {t.roster.show}
          </label>
          <Select
            id={`${id}-show`}
            className="mt-1"
            value={show}
            onChange={(event) => setShow(event.target.value as Show)}
          >
            {SHOWS.map((each) => (
              <option key={each} value={each}>
                {t.roster.shows[each]}
              </option>
            ))}
          </Select>
        </div>
      </search>
      <div className="mt-6 mb-2 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="font-700">
          {t.roster.found(found.length)}
        </p>
        {me.permitted.includes('roster.edit') && (
          <span className="flex flex-wrap gap-2">
            <Link
              to="/m/$municipality/people/new"
              params={{ municipality: code }}
              className={buttonClass('outline', 'small')}
            >
              {t.roster.add}
            </Link>
            <Link
              to="/m/$municipality/people/import"
              params={{ municipality: code }}
              className={buttonClass('outline', 'small')}
            >
              {t.roster.fromFile}
            </Link>
            <Link
              to="/m/$municipality/people/transfers/entry"
              params={{ municipality: code }}
              className={buttonClass('outline', 'small')}
            >
              {t.roster.transfers}
            </Link>
            {me.permitted.includes('person.erase') && (
              <Link
                to="/m/$municipality/people/retention"
                params={{ municipality: code }}
                className={buttonClass('text', 'small')}
              >
                {t.retention.title}
              </Link>
            )}
            {me.permitted.includes('sessions.end') && (
              <Button variant="text" size="small" onClick={() => setEnding(true)}>
                {t.roster.signAllOut}
              </Button>
            )}
          </span>
        )}
      </div>
      {ending && (
        <ConfirmDialog
          title={t.roster.signAllOutTitle}
          lead={t.roster.signAllOutLead}
          action={t.roster.signAllOut}
          variant="danger"
          send={(key) => signEverybodyOut(code, key)}
          onDone={() => location.assign('/')}
          onClose={() => setEnding(false)}
        />
      )}
      {found.length > 0 ? (
        <RosterList people={found} />
      ) : (
        <EmptyState title={people.length === 0 ? t.roster.empty : t.roster.nothingFound} />
      )}
    </>
  )
}

function isShown(person: RosterEntry, show: Show): boolean {
  const { presence, suspended, bound, erased, mailTrouble } = person
  if (show === 'all') return true
  if (erased || show === 'erased') return erased && show === 'erased'
  if (show === 'suspended') return suspended
  if (show === 'unbound') return !bound
  if (show === 'unreached') return mailTrouble !== undefined
  return presence === show
}

function isFound(person: RosterEntry, q: string): boolean {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase()
  const { name, officeToday, email, staffNumber } = person
  const text = fold([name, officeToday, email, staffNumber].filter(Boolean).join(' '))
  return fold(q)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
