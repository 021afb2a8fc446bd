import { createContext, useContext } from 'react'
import { type Day, fiscalYearOf, tokyoDayOf } from '../../../functions/domain/calendar.ts'
import { capacitiesOf } from '../../../functions/domain/people/capacities.ts'
import type { Place } from '../../api-client.ts'
import { useTexts } from '../../i18n/language.tsx'
import type { DraftOwner } from '../drafts/draft.ts'
import type { Roster } from '../reporting/speaker-select.tsx'

const PlaceContext = createContext<Place | undefined>(undefined)
export const PlaceProvider = PlaceContext.Provider

/** The municipality one is in, and who one is there. */
export function usePlace(): Place & {
  code: string
  owner: DraftOwner
  roster: Roster
  today: Day
  /** The name of a person of the roster, or that it was erased. */
  nameOf: (memberId: string | undefined) => string | undefined
} {
  const place = useContext(PlaceContext)
  const { words } = useTexts()
  if (!place) throw new Error('usePlace outside of a municipality')
  const { municipality, me, people } = place
  const today = tokyoDayOf(new Date().toISOString())
  return {
    ...place,
    code: municipality.code,
    owner: { municipality: municipality.code, memberId: me.memberId },
    today,
    roster: {
      cohorts: municipality.cohorts
        .filter(({ record }) => record === 'cohort')
        .map(({ fiscalYear }) => fiscalYear)
        .sort((a, b) => a - b),
      // Nobody names anew who was erased.
      people: people.filter(({ name }) => name !== ''),
      capacitiesOf: (memberId, proposal) => {
        const person = people.find(({ id }) => id === memberId)
        return person ? capacitiesOf(person, proposal, municipality, today) : []
      },
      thisYear: fiscalYearOf(today),
    },
    nameOf: (memberId) => {
      const person = people.find(({ id }) => id === memberId)
      return person && (person.name || words.erasedPerson)
    },
  }
}
