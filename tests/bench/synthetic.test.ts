import { describe, expect, test } from 'vitest'
import { fiscalYearOf, tokyoDayOf } from '../../functions/domain/calendar.ts'
import { Municipality } from '../../functions/domain/municipalities/municipality.ts'
import { isMunicipalityCode } from '../../functions/domain/municipalities/municipality-code.ts'
import { Member } from '../../functions/domain/people/people.ts'
import { Proposal } from '../../functions/domain/proposals/proposal.ts'
import { verifyChain } from '../../functions/history/chain.ts'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import { syntheticCode, syntheticMunicipality } from './synthetic.ts'

const one = syntheticMunicipality(7)
const { municipality, members, proposals } = one.register
const all = [...proposals.values()]

describe('a synthetic municipality', () => {
  test('is the same in every run, and another for another number', () => {
    expect(syntheticMunicipality(7).events).toEqual(one.events)
    expect(syntheticMunicipality(8).events[0]?.json).not.toBe(one.events[0]?.json)
  })

  test('says that it is made up, in its data and in its name', () => {
    expect(municipality.synthetic).toBe(true)
    expect(municipality.name).toBe('見本市007（架空）')
  })

  test('has a code that is well formed and of no prefecture', () => {
    const codes = Array.from({ length: 999 }, (_, at) => syntheticCode(at + 1))
    expect(codes.every((code) => isMunicipalityCode(code) && code.startsWith('99'))).toBe(true)
    expect(new Set(codes).size).toBe(999)
  })

  test('has 200 proposals over twenty years, of which two had no cohort', () => {
    expect(all).toHaveLength(200)
    const years = new Set(all.map(({ cohort }) => cohort))
    expect(years.size).toBe(18)
    expect([Math.min(...years), Math.max(...years)]).toEqual([2006, 2025])
  })

  test('has states that are valid in the domain', () => {
    Municipality.parse(municipality)
    for (const member of members.values()) Member.parse(member)
    for (const proposal of all) Proposal.parse(proposal)
  })

  test('has texts of the lengths that such papers have', () => {
    for (const { title, method, desiredState, rationale, reports } of all) {
      expect(title.length).toBeGreaterThanOrEqual(15)
      expect(title.length).toBeLessThanOrEqual(40)
      for (const text of [method, desiredState, rationale]) {
        expect(text?.length).toBeGreaterThanOrEqual(40)
        expect(text?.length).toBeLessThanOrEqual(150)
      }
      for (const { reason } of reports) {
        expect(reason?.length ?? 30).toBeGreaterThanOrEqual(30)
        expect(reason?.length ?? 30).toBeLessThanOrEqual(120)
      }
    }
  })

  test('has one to six reports each, most of them answered, some corrected, linked and carried on', () => {
    const reports = all.flatMap((proposal) => proposal.reports)
    const original = all.map((proposal) => proposal.reports.filter((one) => !one.corrects).length)
    expect(Math.max(...original)).toBeLessThanOrEqual(6)
    expect(original.filter((count) => count === 0)).toEqual([])
    expect(reports.filter((one) => one.confirmations.length > 0).length).toBeGreaterThan(300)
    expect(reports.some((one) => one.corrected)).toBe(true)
    expect(reports.some((one) => one.withdrawn)).toBe(true)
    expect(all.some(({ links }) => links.length > 0)).toBe(true)
    expect(all.some(({ carriedBy }) => carriedBy.length > 0)).toBe(true)
    expect(all.some(({ comments }) => comments.length > 0)).toBe(true)
  })

  test('has intact chains whose events lie after their cohort’s year began', () => {
    const streams = [
      { stream: municipalityStream(municipality.code), head: municipality.head },
      ...all.map(({ id, head }) => ({ stream: proposalStream(id), head })),
    ]
    for (const { stream, head } of streams) {
      const events = one.events.filter((event) => event.stream === stream)
      const textsOf = (sequence: number) => events[sequence - 1]?.texts
      const verified = verifyChain(stream, {
        events: events.map(({ json }) => json),
        head,
        textsOf,
      })
      expect(verified).toMatchObject({ intact: true, erasedTexts: 0 })
    }
    for (const { cohort, revisions } of all)
      expect(fiscalYearOf(tokyoDayOf(revisions[0]?.recordedAt ?? ''))).toBe(cohort)
  })
})
