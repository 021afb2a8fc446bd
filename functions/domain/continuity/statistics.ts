import * as z from 'zod'
import { DaySchema, MunicipalityCode } from '../fields.ts'
import type { SharedRecord } from '../proposals/shared.ts'
import {
  ALIVE,
  CARRYING,
  CURVES_BY,
  FACTORS,
  FOUNDERED,
  HOLDING_BACK,
  RUNGS,
  STANDINGS,
} from '../words.ts'
import { Curve, curveOf } from './continuation.ts'
import { Counts, noCounts, sumOf } from './counts.ts'
import type { Followed } from './survival.ts'

/** Across municipalities no figure stands on fewer proposals, and no pooled one on fewer municipalities. */
export const FEWEST_ACROSS = { proposals: 5, municipalities: 3 } as const

/** A figure, or only that it is too small to be told. */
const Cell = z.object({ key: z.string(), count: z.int().optional() })
type Cell = z.infer<typeof Cell>

/** What is counted once a day over what the municipalities share: fixed figures, without any filter. */
export const Rollup = z
  .object({
    day: DaySchema,
    /** Those with at least five shared proposals; whether one has agreed is asked when it is shown. */
    side: z.array(z.object({ municipality: MunicipalityCode, counts: Counts, total: z.int() })),
    pooled: z.object({
      /** Left out below five proposals or three municipalities. */
      total: z.object({ proposals: z.int(), municipalities: z.int() }).optional(),
      outcomes: z.array(Cell),
      /** By rung: how many continue or are completed, and how many do not (`rung/alive`, `rung/not`). */
      ladder: z.array(Cell),
      carrying: z.array(Cell),
      holdingBack: z.array(Cell),
      curves: z.array(z.object({ by: z.enum(CURVES_BY), curves: z.array(Curve) })),
    }),
  })
  .meta({ id: 'Rollup' })
export type Rollup = z.infer<typeof Rollup>

type Tallied = { key: string; count: number; municipalities: number }

/**
 * Which figures of a breakdown may be told. Where the figures add up to something that is told too, one
 * hidden figure, or a few small ones, could be had by subtraction: then the smallest that would be told is
 * hidden as well, until what is hidden is itself of enough proposals in two figures or more.
 */
export function published(cells: readonly Tallied[], { addsUp }: { addsUp: boolean }): Cell[] {
  const isEnough = ({ count, municipalities }: Tallied) =>
    count >= FEWEST_ACROSS.proposals && municipalities >= FEWEST_ACROSS.municipalities
  const hidden = new Set(cells.filter((cell) => !isEnough(cell)))
  while (addsUp && isGivenAway([...hidden])) {
    const [smallest] = cells
      .filter((cell) => !hidden.has(cell))
      .toSorted((a, b) => a.count - b.count)
    if (!smallest) break
    hidden.add(smallest)
  }
  return cells.map((cell) =>
    hidden.has(cell) ? { key: cell.key } : { key: cell.key, count: cell.count },
  )
}

/** Whether hidden figures could be had from their sum: one alone, or together too few. */
function isGivenAway(hidden: readonly Tallied[]): boolean {
  const sum = hidden.reduce((all, { count }) => all + count, 0)
  return sum > 0 && (hidden.length === 1 || sum < FEWEST_ACROSS.proposals)
}

type FollowedThere = Followed & { municipality: string }

/**
 * A curve as far as enough proposals of enough municipalities were followed: behind that, a step would tell of
 * one or two of them.
 */
function curveOfEnough(group: string, followed: readonly FollowedThere[]): Curve {
  const { steps = [], atRisk = [], figures, ...curve } = curveOf(group, followed)
  const isEnough = (years: number) => {
    const there = followed.filter((one) => one.years >= years)
    const places = new Set(there.map(({ municipality }) => municipality))
    return there.length >= FEWEST_ACROSS.proposals && places.size >= FEWEST_ACROSS.municipalities
  }
  return {
    ...curve,
    steps: steps.filter(({ years }) => isEnough(years)),
    atRisk: atRisk.filter((_, year) => isEnough(year)),
    followed: Math.max(0, ...followed.map(({ years }) => years).filter(isEnough)),
    figures: figures.filter(({ years }) => isEnough(years)),
  }
}

/** Counts what is shared, record by record, so that nothing but the sums is held. */
export class Tally {
  readonly #groups = new Map<string, { count: number; municipalities: Set<string> }>()
  readonly #side = new Map<string, Counts>()
  readonly #lives = new Map<string, FollowedThere[]>()

  add({ municipality, code, formality, factors = [], life }: SharedRecord): void {
    const rung = formality ?? 'unset'
    const isAlive = ALIVE.includes(code)
    const groups = [
      'all',
      `outcome ${code}`,
      `ladder ${rung}/${isAlive ? 'alive' : 'not'}`,
      ...factors.flatMap((factor) =>
        isAlive || FOUNDERED.includes(code) ? [`${isAlive ? 'alive' : 'foundered'} ${factor}`] : [],
      ),
    ]
    for (const group of groups) {
      const known = this.#groups.get(group) ?? { count: 0, municipalities: new Set() }
      known.count += 1
      known.municipalities.add(municipality)
      this.#groups.set(group, known)
    }
    const counts = this.#side.get(municipality) ?? noCounts()
    counts[code] += 1
    this.#side.set(municipality, counts)
    if (!life) return
    const curves = [
      'all all',
      `period ${life.period}`,
      `formality ${life.rung}`,
      ...factors.map((factor) => `factor ${factor}`),
    ]
    for (const curve of curves) {
      const known = this.#lives.get(curve) ?? []
      known.push({ municipality, years: life.years, ended: life.ended })
      this.#lives.set(curve, known)
    }
  }

  rollup(day: string): Rollup {
    const all = this.#of('all', 'all')
    const isTold =
      all.count >= FEWEST_ACROSS.proposals && all.municipalities >= FEWEST_ACROSS.municipalities
    const side = [...this.#side]
      .map(([municipality, counts]) => ({ municipality, counts, total: sumOf(counts) }))
      .filter(({ total }) => total >= FEWEST_ACROSS.proposals)
      .sort((a, b) => (a.municipality < b.municipality ? -1 : 1))
    return {
      day,
      side,
      pooled: {
        ...(isTold && {
          total: { proposals: all.count, municipalities: all.municipalities },
        }),
        ...this.#outcomesAndLadder(),
        carrying: this.#told(CARRYING, 'alive', { addsUp: false }),
        holdingBack: this.#told(HOLDING_BACK, 'foundered', { addsUp: false }),
        curves: CURVES_BY.map((by) => ({ by, curves: this.#curves(by) })),
      },
    }
  }

  #of(group: string, key: string): Tallied {
    const known = this.#groups.get(group)
    return { key, count: known?.count ?? 0, municipalities: known?.municipalities.size ?? 0 }
  }

  /**
   * The outcomes and the ladder share two sums, of what lives on and of what does not. So each side of the ladder
   * is guarded by itself, and the whole ladder is hidden where those sums would give hidden outcomes away.
   */
  #outcomesAndLadder(): Pick<Rollup['pooled'], 'outcomes' | 'ladder'> {
    const outcomes = this.#told(STANDINGS, 'outcome', { addsUp: true })
    const isHidden = (code: string) =>
      outcomes.some(({ key, count }) => key === code && count === undefined)
    const sides = [true, false].map((alive) =>
      STANDINGS.filter((code) => ALIVE.includes(code) === alive && isHidden(code)),
    )
    const isTooMuch = sides.some((codes) =>
      isGivenAway(codes.map((code) => this.#of(`outcome ${code}`, code))),
    )
    const ladder = (['alive', 'not'] as const).flatMap((side) =>
      this.#told(
        RUNGS.map((rung) => `${rung}/${side}`),
        'ladder',
        { addsUp: true },
      ),
    )
    return { outcomes, ladder: isTooMuch ? ladder.map(({ key }) => ({ key })) : ladder }
  }

  #told(keys: readonly string[], kind: string, how: { addsUp: boolean }): Cell[] {
    return published(
      keys.map((key) => this.#of(`${kind} ${key}`, key)),
      how,
    )
  }

  /** Groups that share the begun proposals out among them add up; a proposal may name several factors. */
  #curves(by: (typeof CURVES_BY)[number]): Curve[] {
    const groups = [...this.#lives].flatMap(([name, followed]) => {
      const [kind, key = ''] = name.split(' ')
      return kind === by ? [{ key, followed }] : []
    })
    const told = published(
      groups.map(({ key, followed }) => ({
        key,
        count: followed.length,
        municipalities: new Set(followed.map(({ municipality }) => municipality)).size,
      })),
      { addsUp: by === 'period' || by === 'formality' },
    )
    const places: readonly string[] = by === 'formality' ? RUNGS : FACTORS
    const order = (key: string) => (by === 'period' ? Number(key) : places.indexOf(key))
    return groups
      .filter(({ key }) => told.some((cell) => cell.key === key && cell.count !== undefined))
      .map(({ key, followed }) => curveOfEnough(key, followed))
      .sort((a, b) => order(a.group) - order(b.group))
  }
}
