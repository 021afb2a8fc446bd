import { fiscalYearSpan } from '../../functions/domain/calendar.ts'
import {
  DEFAULT_SETTINGS,
  type Municipality,
} from '../../functions/domain/municipalities/municipality.ts'
import { isMunicipalityCode } from '../../functions/domain/municipalities/municipality-code.ts'
import type { Member, RoleGrant } from '../../functions/domain/people/people.ts'
import { Grower, SYNTHETIC_YEARS, type Synthetic } from './grower.ts'
import { type Random, seeded } from './random.ts'
import { growProposal } from './synthetic-proposal.ts'

/**
 * The code of the n-th synthetic municipality (1 to 999): prefix 99, which no prefecture has, and a
 * valid check digit.
 */
export function syntheticCode(n: number): string {
  const digits = `99${String(n).padStart(3, '0')}`
  const code = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).find(
    isMunicipalityCode,
  )
  if (!code || n < 1 || n > 999) throw new RangeError(`there is no synthetic municipality ${n}`)
  return code
}

/**
 * Makes the n-th synthetic municipality: the same for the same n, in every run. It grows by the
 * domain's own changes, each sealed into its chain as the store does it, and is marked `synthetic`.
 * @param proposals how many, spread over the cohorts of twenty years
 * @param people further members, such as those a benchmark signs in as
 */
export function syntheticMunicipality(
  n: number,
  { proposals = 200, people = [] }: { proposals?: number; people?: Member[] } = {},
): Synthetic {
  const random = seeded(n)
  const code = syntheticCode(n)
  const cohorts = cohortsFor(random)
  const grower = new Grower({ random, code })
  grower.begin({
    code,
    name: `見本市${String(n).padStart(3, '0')}（架空）`,
    nameEn: `Sample City ${String(n).padStart(3, '0')} (fictitious)`,
    prefecture: '見本県（架空）',
    dispatcher: '人事課',
    cohorts,
    settings: DEFAULT_SETTINGS,
    synthetic: true,
  })
  for (const member of [...rosterFor(grower, cohorts), ...people]) grower.add(member)
  const years = cohorts.flatMap(({ fiscalYear, record }) =>
    record === 'cohort' ? [fiscalYear] : [],
  )
  for (let made = 0; made < proposals; made += 1) {
    const at = Math.floor((made * years.length) / proposals)
    const firstOfYear = Math.ceil((at * proposals) / years.length)
    const year = years[at] ?? SYNTHETIC_YEARS.last
    growProposal(grower, { year, number: made - firstOfYear + 1 })
  }
  return grower.grown()
}

/** Two of the twenty years have no cohort: one is known to have sent none, of one nothing is known. */
function cohortsFor(random: Random): Municipality['cohorts'] {
  const { first, last } = SYNTHETIC_YEARS
  const notDispatched = first + random.integer(2, 9)
  const unknown = first + random.integer(11, 17)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
    .filter((fiscalYear) => fiscalYear !== unknown)
    .map((fiscalYear) => ({
      fiscalYear,
      record: fiscalYear === notDispatched ? ('not_dispatched' as const) : ('cohort' as const),
    }))
}

function rosterFor(grower: Grower, cohorts: Municipality['cohorts']): Member[] {
  const member = (name: string, grant: RoleGrant): Member => {
    const id = grower.id(`${SYNTHETIC_YEARS.first}-04-01T00:00:00.000Z`)
    return { v: 1, id, name, roles: [grant] }
  }
  return [
    member('人事課 担当（架空）', { role: 'hr', from: `${SYNTHETIC_YEARS.first}-04-01` }),
    ...cohorts
      .filter(({ record }) => record === 'cohort')
      .map(({ fiscalYear }) =>
        member(`${fiscalYear}年度 研究生（架空）`, {
          role: 'member',
          cohort: fiscalYear,
          from: fiscalYearSpan(fiscalYear).first,
        }),
      ),
  ]
}
