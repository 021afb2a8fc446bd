import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { municipalityStream, proposalStream } from '../../functions/history/streams.ts'
import { createErasureJob } from '../../functions/jobs/erasure.ts'
import { streamPrefix, textPartition } from '../../functions/store/table.ts'
import { type Hub, made, NUMAZU, proposed, SAKATA, serve, stalled } from './serve.ts'

let hub: Hub
let review = ''
let shared = ''
beforeAll(async () => {
  hub = await serve()
  const dates = { fiscalYear: 2026, asOf: '2027-01-12', dueOn: '2027-01-10' }
  const there = await hub.person('酒田市 人事課', [{ role: 'hr', from: '2018-04-01' }], SAKATA)
  const offered = { cohort: 2021, title: '共有した取組', visibility: 'program' }
  shared = made(await there.post('/proposals', offered))
  review = made(await hub.people.member.post('/reviews', dates))
})
afterAll(() => hub.stop())

type Person = Awaited<ReturnType<Hub['person']>>
type Place = { person: Person; at: string; words: () => string }

const day = { precision: 'day', date: '2026-05-20' }
const said = { role: 'hr' as const }
const ask = async ({ person, at, words }: Place) => {
  const { hr } = hub.people
  const question = `${at}/questions/${made(await hr.post(`${at}/questions`, { via: 'cohort', text: '人事から' }))}`
  made(await person.post(`${question}/messages`, { text: words() }))
  return question
}
const finding = (words: () => string, heardFrom: object = said) => ({
  heardOn: day,
  heardFrom: { ...heardFrom, note: words() },
  text: words(),
})
const findings = () => `/reviews/${review}/findings`

/** What somebody of HR may leave behind, each with words of its own; what stands nowhere but in the history, too. */
const DEEDS: Record<string, (place: Place) => Promise<unknown>> = {
  report: async ({ person, at, words }) => {
    const evidence = [{ url: `https://example.jp/${words()}`, label: words() }]
    const source = { title: '市の資料', wording: words(), inferred: words() }
    made(await person.post(`${at}/reports`, { ...stalled, reason: words(), evidence, source }))
  },
  'report, corrected since': async ({ person, at, words }) => {
    const first = made(await person.post(`${at}/reports`, { ...stalled, reason: words() }))
    const path = `${at}/reports/${first}/corrections`
    made(await person.post(path, { ...stalled, manner: 'ended', reason: words() }))
  },
  'report, withdrawn': async ({ person, at, words }) => {
    const first = made(await person.post(`${at}/reports`, { ...stalled, reason: words() }))
    made(await person.post(`${at}/reports/${first}/withdrawal`, { reason: words() }))
  },
  'words that somebody else recorded': async ({ person, at, words }) => {
    const speaker = { ...said, memberId: person.memberId, note: words() }
    const hearing = { speaker, heardOn: day }
    const body = { ...stalled, kind: 'hearing', reason: words(), hearing }
    made(await hub.people.member.post(`${at}/reports`, body))
  },
  'answer to a report': async ({ person, at, words }) => {
    const report = made(await hub.people.alumnus2021.post(`${at}/reports`, stalled))
    const body = { answer: 'disputed', comment: words() }
    made(await person.post(`${at}/reports/${report}/confirmations`, body))
  },
  comment: async ({ person, at, words }) =>
    made(
      await person.post(`${at}/comments`, { text: words(), speaker: { ...said, note: words() } }),
    ),
  'handover note': async ({ person, at, words }) =>
    made(await person.post(`${at}/stewardship`, { to: { office: '市民課' }, note: words() })),
  'open question': ask,
  'ended question': async (place) => {
    const question = await ask(place)
    made(await hub.people.hr.post(`${question}/end`, { how: 'answered' }))
  },
  finding: async ({ person, words }) => made(await person.post(findings(), finding(words))),
  'finding, rewritten since by somebody else': async ({ person, words }) => {
    const id = made(await person.post(findings(), finding(words)))
    const { content } = (await hub.people.hr.get(`/reviews/${review}`)).body
    const { sequence } = content.findings.find((one: { id: string }) => one.id === id)
    const tag = { 'if-match': `"${sequence}"` }
    const body = { heardOn: day, heardFrom: said, text: 'ほかの人が書き直した' }
    made(await hub.people.hr.patch(`${findings()}/${id}`, body, tag))
  },
  'words in somebody else’s finding': async ({ person, words }) => {
    const heardFrom = { ...said, memberId: person.memberId }
    made(await hub.people.member.post(findings(), finding(words, heardFrom)))
  },
  'question to another municipality': async ({ person, words }) => {
    const proposal = { municipality: SAKATA, cohort: 2021, id: shared }
    made(await person.post('/inquiries', { proposal, text: words() }))
  },
  // The municipality's own record: it stays, in the settings and in the history.
  'note in the settings': async ({ person }) => {
    const { municipality } = (await person.get('')).body
    const cohorts = municipality.cohorts.map((one: object, at: number) =>
      at === 0 ? { ...one, note: `備考${uuidv7()}` } : one,
    )
    const tag = { 'if-match': `"${municipality.edition}"` }
    made(await person.patch('/settings', { cohorts }, tag))
  },
}

/** Every text that the store holds apart from the events. */
async function texts(): Promise<string[]> {
  const register = await hub.store.registers.read(NUMAZU)
  const ids = [...(register?.proposals.keys() ?? [])]
  const streams = [municipalityStream(NUMAZU), ...ids.map(proposalStream)]
  const items = await Promise.all(
    streams.map((stream) =>
      hub.store.database.query(textPartition(NUMAZU), { prefix: streamPrefix(stream) }),
    ),
  )
  return items
    .flat()
    .flatMap(({ texts }) => Object.values(texts as Record<string, { text: string }>))
    .map(({ text }) => text)
    .sort()
}

/** Closes the review with what stands in it, so that its words stand in the history alone. */
async function close() {
  const { edition } = (await hub.people.hr.get(`/reviews/${review}`)).body
  made(await hub.people.hr.post(`/reviews/${review}/versions`, { edition }))
}

test('a preview lists exactly the texts that the erasure takes away, wherever they stand', async () => {
  const { hr } = hub.people
  const job = createErasureJob({ ...hub.store, newId: uuidv7, forgetMails: async () => {} })
  let isOpen = true
  const names = Object.keys(DEEDS)
  const runs = fc.tuple(fc.shuffledSubarray(names, { minLength: 4 }), fc.boolean())
  await fc.assert(
    fc.asyncProperty(runs, async ([deeds, closes]) => {
      const sign = uuidv7()
      const person = await hub.person(`人事${sign}`, [{ role: 'hr', from: '2018-04-01' }])
      let n = 0
      const words = () => {
        n += 1
        return `言葉${sign}-${n}`
      }
      // Why a review is opened again is a text of whoever does it.
      if (!isOpen) made(await person.post(`/reviews/${review}/amendment`, { reason: words() }))
      isOpen = true
      const place = { person, at: `/proposals/${await proposed(hub)}`, words }
      for (const name of deeds) await DEEDS[name]?.(place)
      if (closes) await close()
      isOpen = !closes

      const before = await texts()
      const preview = (await hr.get(`/people/${person.memberId}/erasure`)).body
      const told = preview.texts.flatMap(({ text }: { text: string }) => text.split('\n')).sort()
      const erasure = { texts: true, why: 'request', confirmed: true }
      made(await hr.post(`/people/${person.memberId}/erasure`, erasure))
      await job.run()
      const left = new Map<string, number>()
      for (const text of await texts()) left.set(text, (left.get(text) ?? 0) + 1)
      const gone = before.filter((text) => {
        const count = left.get(text) ?? 0
        left.set(text, count - 1)
        return count === 0
      })
      // Who they are goes anyway, and is no text of theirs.
      expect(gone.filter((text) => text !== `人事${sign}`)).toEqual(told)
      expect(told).toHaveLength(n)
      expect(
        JSON.stringify([...((await hub.store.registers.read(NUMAZU))?.reviews ?? [])]),
      ).not.toContain(sign)
      expect(await hub.verifyMunicipality()).toMatchObject({ intact: true })
      // Only so many questions of a municipality may wait at once.
      const { asking } = (await hr.get('/inquiries')).body
      for (const { id, how } of asking)
        if (how === undefined) made(await hr.post(`/inquiries/${id}/withdraw`, undefined))
    }),
    { numRuns: process.env.LONG ? 60 : 6 },
  )
}, 120_000)
