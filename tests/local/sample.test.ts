import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endOfTokyoDay, yearRanges } from '../../functions/domain/calendar.ts'
import { cohortRecord } from '../../functions/domain/municipalities/municipality.ts'
import {
  confirmationState,
  standingAt,
  viewpointAt,
} from '../../functions/domain/outcomes/standing.ts'
import { cohortsOf, Proposal } from '../../functions/domain/proposals/proposal.ts'
import type { Register } from '../../functions/domain/register.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import { SAMPLE_PEOPLE } from '../../functions/local/sample/people.ts'
import { loadSample } from '../../functions/local/sample.ts'
import type { Store } from '../../functions/store/store.ts'
import { verifyStream } from '../store/looking.ts'
import { handClock, openEngine } from '../store/open.ts'

/** Some time after the loading, on the same day. */
const NOW = '2026-06-01T05:00:00.000Z'
const identityOf = (email: string) => ({ issuer: 'http://localhost/oidc', subject: `of ${email}` })

let hub: Awaited<ReturnType<typeof openEngine>>
let store: Store
let numazu: Register
const { clock } = handClock('2026-06-01T03:00:00.000Z')

beforeAll(async () => {
  hub = await openEngine()
  store = hub.open(clock)
  expect(await loadSample({ store, clock, identityOf })).toBe('loaded')
  numazu = (await store.registers.read('222038')) as Register
})
afterAll(() => hub.stop())

const byTitle = (start: string) =>
  [...numazu.proposals.values()].find(({ title }) => title.startsWith(start)) as Proposal
const codeAt = (proposal: Proposal, day: string, knownAt = NOW) =>
  standingAt(proposal, { day, knownAt }, 1).code

describe('the sample', () => {
  test('has the seven proposals of the paper, each a valid state of the domain', () => {
    expect(numazu.proposals.size).toBe(7)
    for (const proposal of numazu.proposals.values()) Proposal.parse(proposal)
  })

  test('leaves fiscal 2020 as 記録なし and has a cohort of this year that is marked as a sample', () => {
    expect(cohortRecord(numazu.municipality, 2020)).toBe('no_record')
    expect(numazu.municipality.cohorts.map(({ fiscalYear }) => fiscalYear)).toEqual([
      2018, 2019, 2021, 2022, 2026,
    ])
    expect(numazu.municipality.cohorts.at(-1)?.note).toContain('見本')
  })

  test('shows the communication time continued, carried on twice, after an interruption', () => {
    const time = byTitle('コミュニケーションタイム')
    expect(yearRanges(cohortsOf(time))).toEqual([
      [2018, 2019],
      [2021, 2021],
    ])
    expect(codeAt(time, '2021-06-01')).toBe('unconfirmed')
    expect(codeAt(time, '2022-03-31')).toBe('stalled')
    expect(codeAt(time, '2023-01-31')).toBe('continued')
    expect(time.steward?.office).toBe('人事課')
  })

  test('knows nothing at an instant before it was loaded, whatever its papers are dated', () => {
    const time = byTitle('コミュニケーションタイム')
    expect(codeAt(time, '2026-06-01', endOfTokyoDay('2026-05-31'))).toBe('unconfirmed')
  })

  test('has three proposals that were never started and three of which nothing is known yet', () => {
    const standings = [...numazu.proposals.values()].map((proposal) =>
      standingAt(proposal, viewpointAt(NOW), 1),
    )
    const codes = standings.map(({ code }) => code).sort()
    expect(codes).toEqual([
      'continued',
      ...['never_started', 'never_started', 'never_started'],
      ...['unconfirmed', 'unconfirmed', 'unconfirmed'],
    ])
  })

  test('has every attested outcome confirmed by the dispatcher and quotes the column it stands in', () => {
    const attested = [...numazu.proposals.values()].flatMap(({ reports }) =>
      reports.filter(({ source }) => source?.wording),
    )
    expect(attested).toHaveLength(4)
    for (const report of attested) {
      expect(confirmationState(report, NOW)).toBe('confirmed')
      expect(report.hearing?.speaker.role).toBe('alumnus')
    }
  })

  test('links the proposals to what they require and what they succeed', () => {
    const time = byTitle('コミュニケーションタイム')
    const links = [...numazu.proposals.values()].flatMap((proposal) =>
      proposal.links.map(({ kind, to, part }) => ({ from: proposal.cohort, kind, to, part })),
    )
    expect(links).toEqual([
      { from: 2021, kind: 'requires', to: time.id, part: undefined },
      { from: 2021, kind: 'requires', to: time.id, part: undefined },
      { from: 2022, kind: 'succeeds', to: time.id, part: 'ア' },
    ])
  })

  test('has comments whose speakers are left unattributed as in the paper', () => {
    const comments = [...numazu.proposals.values()].flatMap((proposal) => proposal.comments)
    expect(comments).toHaveLength(4)
    for (const { speaker } of comments) expect(speaker?.role).toBe('unattributed')
  })

  test('has the dialogue municipalities without any content', async () => {
    for (const code of ['062049', '131032']) {
      const register = await store.registers.read(code)
      expect(register?.municipality.cohorts).toEqual([])
      expect(register?.proposals.size).toBe(0)
      expect(register?.members.size).toBe(1)
    }
  })

  test('lets each of its people be found by what the identity provider says of them', async () => {
    for (const { email, memberId, municipality } of SAMPLE_PEOPLE) {
      const { issuer, subject } = identityOf(email)
      const accountId = await store.accounts.byIdentity(issuer, subject)
      const memberships = await store.accounts.memberships(accountId ?? '')
      expect(memberships).toMatchObject([{ code: municipality, memberId }])
    }
  })

  test('has intact chains, recorded as an import', async () => {
    for (const proposal of numazu.proposals.values()) {
      const stream = proposalStream(proposal.id)
      const { intact } = await verifyStream(store, '222038', stream, proposal.head)
      expect(intact).toBe(true)
      expect(proposal.revisions[0]?.by).toEqual({ kind: 'import', role: 'hr', channel: 'import' })
    }
    const { code, head } = numazu.municipality
    expect(await verifyStream(store, code, municipalityStream(code), head)).toMatchObject({
      intact: true,
    })
  })

  test('is loaded once: a second loading changes nothing', async () => {
    const before = await store.registers.revision('222038')
    expect(await loadSample({ store, clock, identityOf })).toBe('loaded_before')
    expect(await store.registers.revision('222038')).toEqual(before)
  })
})

describe('a loading of the sample', () => {
  test('that is broken off anywhere goes on where it stopped and ends with the same register', async () => {
    const other = await openEngine()
    for (let attempt = 1; ; attempt += 1) {
      // Each time another process begins.
      const broken = other.open(clock)
      const transact = broken.database.transact.bind(broken.database)
      let left = attempt % 5
      broken.database.transact = async (...call) => {
        if (left === 0) throw new Error('killed')
        left -= 1
        return transact(...call)
      }
      const loading = await loadSample({ store: broken, clock, identityOf }).catch(String)
      if (loading === 'loaded') break
      expect(loading).toContain('killed')
    }
    const register = (await other.open(clock).registers.read('222038')) as Register
    const told = ({ proposals, members }: Register) => [
      [...proposals.keys()],
      [...members.keys()].sort(),
      [...proposals.values()].map((p) => p.head.sequence),
    ]
    expect(told(register)).toEqual(told(numazu))
    await other.stop()
  })

  test('leaves a hub alone that holds other data', async () => {
    const other = await openEngine()
    const filled = other.open(clock)
    const deed = {
      actor: { kind: 'system' as const, municipality: '222038', grants: [] },
      id: '019a0000-0000-7000-8000-000000000000',
      channel: 'system' as const,
    }
    const { head: _, v: __, ...municipality } = numazu.municipality
    const operation = { id: deed.id, actor: 'test', key: 'test', fingerprint: 'test' }
    await filled.municipalities.create(municipality, operation, deed)
    expect(await loadSample({ store: filled, clock, identityOf })).toBe('not_empty')
    expect((await filled.registers.read('222038'))?.proposals.size).toBe(0)
    await other.stop()
  })
})
