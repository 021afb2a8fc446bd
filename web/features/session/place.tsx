import { createContext, useContext } from 'react'
import { type Day, fiscalYearOf, tokyoDayOf } from '../../../functions/domain/calendar.ts'
import type { Place } from '../../api-client.ts'
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
  /** The name of a person of the roster. */
  nameOf: (memberId: string | undefined) => string | undefined
} {
  const place = useContext(PlaceContext)
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
      people,
      thisYear: fiscalYearOf(today),
    },
    nameOf: (memberId) => people.find(({ id }) => id === memberId)?.name,
  }
}
