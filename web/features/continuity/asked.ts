import type { MayorAsk } from '../../../functions/domain/words.ts'
import type { ProposalFilters } from '../register/search-params.ts'

/** The filters of `ASK_FILTERS` as they stand in an address; a test compares the two. */
const foundered = (factor: string): ProposalFilters => ({
  factor,
  outcome: 'stalled,never_started',
  final: 'false',
})
export const ASKED: Record<MayorAsk, ProposalFilters> = {
  name_owners: foundered('no_owner,personnel_transfer'),
  find_stewards: { orphaned: 'true' },
  secure_budget: foundered('no_budget'),
  secure_time: foundered('lack_of_time_or_staff'),
  give_backing: foundered('no_leadership_support,purpose_not_shared'),
  coordinate: foundered('coordination_failed,overlaps_existing'),
  unblock: { brokenPrerequisite: 'true' },
  settle_disputes: { confirmation: 'disputed' },
  look_again: { silence: 'two_years,longer,never', final: 'false' },
}
