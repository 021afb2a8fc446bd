import { expect, it } from 'vitest'
import { speakerChoice, speakerOf } from '../../web/features/reporting/speaker.ts'

const known = () => [{ role: 'hr' as const }, { role: 'alumnus' as const, cohort: 2018 }]
const nothing = () => []

it('a choice keeps the role that was recorded, whatever somebody is today', () => {
  for (const speaker of [
    { role: 'steward' as const, memberId: 'x' },
    { role: 'alumnus' as const, cohort: 2018, memberId: 'x' },
    { role: 'unattributed' as const, memberId: 'x' },
    { role: 'member' as const, cohort: 2022 },
    { role: 'executive' as const },
  ])
    for (const capacitiesOf of [known, nothing])
      expect(speakerOf(speakerChoice(speaker), '', capacitiesOf)).toEqual(speaker)
})

it('a person of whom no role is chosen speaks in the one that fits best, and in none where none does', () => {
  const choice = speakerChoice({ memberId: 'x' })
  expect(speakerOf(choice, ' ', known)).toEqual({ role: 'hr', memberId: 'x' })
  expect(speakerOf(choice, '窓口で', known)).toMatchObject({ note: '窓口で' })
  expect(speakerOf(choice, '', nothing)).toBeUndefined()
  expect(speakerOf('', '', known)).toBeUndefined()
})
