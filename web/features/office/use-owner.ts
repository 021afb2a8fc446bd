import { useQuery } from '@tanstack/react-query'
import { OFFICE } from '../../../functions/domain/municipalities/municipality-code.ts'
import { sessionQuery } from '../../queries.ts'
import type { DraftOwner } from '../drafts/draft.ts'

/** Whose drafts the office's forms keep. */
export function useOfficeOwner(): DraftOwner {
  const { data } = useQuery(sessionQuery)
  return { municipality: OFFICE, memberId: data?.office?.memberId ?? '' }
}
