import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Deed, MunicipalityChange } from '../../../functions/domain/change.ts'
import { DomainError } from '../../../functions/domain/errors.ts'
import type { Delivery } from '../../../functions/domain/questions/inquiry.ts'
import {
  answerInquiry,
  askInquiry,
  declineInquiry,
  lapseInquiry,
  MOST_IN,
  receiveLetter,
  withdrawInquiry,
} from '../../../functions/domain/questions/inquiry-changes.ts'
import { isSentBy, tellErased } from '../../../functions/domain/questions/inquiry-erasure.ts'
import type { Register } from '../../../functions/domain/register.ts'
import { nextDueAfter } from '../../../functions/domain/requests/due.ts'
import { dueWorkOn } from '../../../functions/domain/requests/reminders.ts'
import { TIMES } from '../../times.ts'
import { noon, refusal, town } from '../build.ts'

/** Two municipalities and the letters between them, as the store keeps them: in the order they were sent. */
function pair() {
  const asked = town()
  const asking = town({ code: '062049', name: '酒田市', nameEn: 'Sakata' })
  // Each municipality's ids are its own.
  for (let n = 0; n < 500; n += 1) asking.deed({})
  const towns = { '222038': asked, '062049': asking }
  const letters: Delivery[] = []
  let minute = 0
  const soon = () => {
    minute += 1
    return new Date(Date.parse(noon('2023-01-12')) + minute * 60_000).toISOString()
  }
  type Decide = (register: Register, deed: Deed) => MunicipalityChange
  const act = (where: 'asking' | 'asked', decide: Decide, by?: Deed['actor']) => {
    const t = where === 'asking' ? asking : asked
    const sent: Delivery[] = []
    const id = t.manage(
      (register, deed) => {
        const change = decide(register, deed)
        sent.push(...(change.deliveries ?? []))
        return change
      },
      { now: soon(), ...(by && { by }) },
    )
    letters.push(...sent)
    return id
  }
  /** Brings the first letter to one of the two; it goes in the order it was sent. */
  const bring = (where: 'asking' | 'asked') => {
    const to = where === 'asking' ? '062049' : '222038'
    const at = letters.findIndex((one) => one.to === to)
    const [delivery] = at < 0 ? [] : letters.splice(at, 1)
    if (!delivery) return undefined
    const t = towns[to]
    const actor = { kind: 'system' as const, municipality: to, grants: [] }
    const reception = receiveLetter(t.register, delivery, t.deed({ by: actor, now: soon() }))
    if (reception.kind === 'returned') letters.push(reception.delivery)
    if (reception.kind === 'taken') act(where, () => reception.change)
    return reception.kind
  }
  const share = () => asked.propose({ visibility: 'program' })
  const ask = (id: string, dueOn?: string) =>
    act('asking', (register, deed) =>
      askInquiry(
        register,
        {
          ...{ municipality: '222038', municipalityName: '沼津市', municipalityNameEn: 'Numazu' },
          ...{ id, cohort: 2021, title: '共有した取組' },
        },
        { text: '質問', ...(dueOn !== undefined && { dueOn }) },
        deed,
      ),
    )
  const howOf = (where: 'asking' | 'asked', id: string) =>
    (where === 'asking' ? asking : asked).register.inquiries.find((one) => one.id === id)?.ended
      ?.how
  return { asked, asking, letters, act, bring, share, ask, howOf }
}

describe('questions between municipalities', () => {
  it('end alike on both sides, whatever crosses on its way, and every letter is settled', () => {
    const acts = fc.constantFrom('withdraw', 'answer', 'decline', 'lapse', 'narrow', 'in', 'out')
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (steps) => {
        const p = pair()
        const proposal = p.share()
        const id = p.ask(proposal)
        for (const step of steps) {
          try {
            if (step === 'in') p.bring('asked')
            else if (step === 'out') p.bring('asking')
            else if (step === 'narrow') p.asked.edit(proposal, { visibility: 'own' })
            else if (step === 'withdraw')
              p.act('asking', (register, deed) => withdrawInquiry(register, id, deed))
            else
              p.act('asked', (register, deed) =>
                step === 'answer'
                  ? answerInquiry(register, { inquiryId: id, text: '回答' }, deed)
                  : step === 'decline'
                    ? declineInquiry(register, { inquiryId: id, reason: '理由' }, deed)
                    : lapseInquiry(register, id, deed),
              )
          } catch (error) {
            // Ended, or not there yet, or narrowed already.
            if (!(error instanceof DomainError)) throw error
          }
        }
        for (let n = 0; p.letters.length > 0; n += 1) {
          p.bring('asked')
          p.bring('asking')
          expect(n).toBeLessThan(10)
        }
        const [here, there] = [p.howOf('asking', id), p.howOf('asked', id)]
        const arrived = p.asked.register.inquiries.some((one) => one.id === id)
        if (arrived) expect(here).toBe(there)
        else expect(['not_shared', 'withdrawn']).toContain(here)
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('that are erased with whoever wrote them are erased on both sides, once, in any order of letters', () => {
    const acts = fc.constantFrom('erase asker', 'erase answerer', 'answer', 'withdraw', 'in', 'out')
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (steps) => {
        const p = pair()
        const id = p.ask(p.share())
        const tell = (where: 'asking' | 'asked') => {
          const { register } = p[where]
          const inquiry = register.inquiries.find((one) => one.id === id)
          const { hr } = p[where]
          if (!inquiry || !isSentBy(inquiry, hr.memberId)) return
          p.act(where, (current, deed) => tellErased(current, inquiry, deed))
        }
        for (const step of steps) {
          try {
            if (step === 'in') p.bring('asked')
            else if (step === 'out') p.bring('asking')
            else if (step === 'erase asker') tell('asking')
            else if (step === 'erase answerer') tell('asked')
            else if (step === 'withdraw')
              p.act('asking', (register, deed) => withdrawInquiry(register, id, deed))
            else
              p.act('asked', (register, deed) =>
                answerInquiry(register, { inquiryId: id, text: '回答' }, deed),
              )
          } catch (error) {
            // Ended, or not there yet, or told already.
            if (!(error instanceof DomainError)) throw error
          }
        }
        while (p.letters.length > 0) {
          p.bring('asked')
          p.bring('asking')
        }
        const erasedIn = (where: 'asking' | 'asked') =>
          p[where].register.inquiries
            .find((one) => one.id === id)
            ?.erased?.map(({ text }) => text)
            .sort() ?? []
        expect(erasedIn('asked')).toEqual(erasedIn('asking'))
        expect(new Set(erasedIn('asked')).size).toBe(erasedIn('asked').length)
      }),
      { numRuns: 200 * TIMES },
    )
  })

  it('a letter that comes twice changes nothing the second time', () => {
    const p = pair()
    p.ask(p.share())
    const [letter] = p.letters
    if (!letter) throw new Error('no letter')
    p.bring('asked')
    const again = receiveLetter(p.asked.register, letter, p.asked.deed({}))
    expect(again).toEqual({ kind: 'moot' })
  })

  it('goes back where too many wait, and is taken in again when some have ended', () => {
    const p = pair()
    const proposal = p.share()
    const other = pair()
    p.ask(proposal)
    const [letter] = p.letters
    if (letter?.letter.kind !== 'asked') throw new Error('no question')
    const [known] = (() => {
      other.ask(other.share())
      other.bring('asked')
      return other.asked.register.inquiries
    })()
    if (!known) throw new Error('not there')
    const inquiries = Array.from({ length: MOST_IN }, (_, n) => ({ ...known, id: `${n}` }))
    const full = { ...p.asked.register, inquiries }
    const reception = receiveLetter(full, letter, p.asked.deed({}))
    expect(reception).toMatchObject({
      kind: 'returned',
      delivery: { to: '062049', letter: { kind: 'ended', how: 'too_many' } },
    })
    expect(p.bring('asked')).toBe('taken')
  })

  it('nobody of the asked side is named to the asking one, nor the other way', () => {
    const p = pair()
    const member = p.asking.researcher(2023)
    const proposal = p.share()
    const id = p.ask(proposal)
    const sent = JSON.stringify(p.letters)
    expect(sent).not.toContain(p.asking.hr.memberId)
    expect(sent).not.toContain(member.memberId)
    p.bring('asked')
    p.act('asked', (register, deed) =>
      answerInquiry(register, { inquiryId: id, text: '回答' }, deed),
    )
    expect(JSON.stringify(p.letters)).not.toContain(p.asked.hr.memberId)
  })

  it('a due day lies ahead', () => {
    const p = pair()
    const proposal = p.share()
    expect(refusal(() => p.ask(proposal, '2023-01-12'))).toBe('validation_failed')
  })

  it('HR there is reminded three days before the due day; a month after it, it lapses', () => {
    const p = pair()
    p.asked.place(p.asked.hr.memberId, { email: 'hr@numazu.example' })
    const id = p.ask(p.share(), '2023-02-10')
    p.bring('asked')
    const work = (day: string) =>
      dueWorkOn(p.asked.register, { now: noon(day), isWorkingDay: () => true })
    const reminded = (day: string) => work(day).reminders.flatMap(({ inquiries = [] }) => inquiries)
    expect(reminded('2023-02-06')).toEqual([])
    expect(work('2023-02-06').nextDay).toBe('2023-02-07')
    expect(reminded('2023-02-07')).toEqual([id])
    expect(work('2023-03-11').lapsed).toEqual([])
    expect(work('2023-03-12').lapsed).toEqual([id])
    p.act('asked', (register, deed) => lapseInquiry(register, id, deed))
    p.bring('asking')
    expect(p.howOf('asking', id)).toBe('lapsed')
    // The asking side has nothing to remind of.
    const list = p.asking.register.inquiries
    const due = nextDueAfter('2024-01-01', [{ kind: 'inquiries', value: { list } }], {
      staleAfter: 1,
      now: noon('2023-02-01'),
    })
    expect(due).toBe('2024-01-01')
  })
})
