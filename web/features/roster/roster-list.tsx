import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import type { RosterEntry } from '../../people-client.ts'
import { usePlace } from '../session/place.tsx'
import { AccessState, PresenceTags, useRoleNames } from './member-state.tsx'

const head = 'border-b-2 border-solid-gray-700 px-2 py-2 text-left align-bottom'
const cell = 'px-2 py-3 align-top'

/** The people of the roster: a table on the desktop, cards on a phone; both say the same. */
export function RosterList({ people }: { people: RosterEntry[] }) {
  const { t } = useTexts()
  const roleNames = useRoleNames()
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse desktop:table print:table">
        <caption className="sr-only">{t.roster.title}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} w-[24%]`}>
              {t.roster.columns.name}
            </th>
            <th scope="col" className={`${head} w-[18%]`}>
              {t.roster.columns.office}
            </th>
            <th scope="col" className={head}>
              {t.roster.columns.roles}
            </th>
            <th scope="col" className={`${head} w-[16%]`}>
              {t.roster.columns.state}
            </th>
            <th scope="col" className={`${head} w-[20%]`}>
              {t.roster.columns.access}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className="border-b border-solid-gray-300 hover:bg-solid-gray-50">
              <th scope="row" className={`${cell} text-left font-400`}>
                <Name person={person} />
              </th>
              <td className={cell}>{person.officeToday ?? t.roster.noOffice}</td>
              <td className={cell}>{roleNames(person.roles)}</td>
              <td className={cell}>
                <span className="flex flex-wrap gap-1">
                  <PresenceTags person={person} />
                </span>
              </td>
              <td className={cell}>
                <AccessState person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="space-y-4 desktop:hidden print:hidden">
        {people.map((person) => (
          <li key={person.id} className="rounded-8 border border-solid-gray-300 p-4">
            <Name person={person} />
            <p className="mt-1">
              {person.officeToday ?? t.roster.noOffice}
              {t.common.dot}
              {roleNames(person.roles)}
            </p>
            <p className="mt-2 flex flex-wrap gap-1">
              <PresenceTags person={person} />
            </p>
            <p className="mt-2">
              <AccessState person={person} />
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Name({ person: { id, name, email, staffNumber } }: { person: RosterEntry }) {
  const { code } = usePlace()
  const { words } = useTexts()
  return (
    <>
      <Link
        to="/m/$municipality/people/$memberId"
        params={{ municipality: code, memberId: id }}
        className="font-700 text-blue-900 underline"
      >
        {name || words.erasedPerson}
      </Link>
      {staffNumber && <span className="ml-2 text-[0.875rem]">{staffNumber}</span>}
      {email && <span className="block text-[0.875rem] text-solid-gray-700">{email}</span>}
    </>
  )
}
