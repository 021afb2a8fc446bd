import { expect, test } from 'vitest'
import { describe } from '../../../functions/domain/messages/problems.ts'
import { makeClaim } from '../../../functions/domain/personal-data/claims.ts'
import { refused, town } from '../build.ts'

test('who makes more claims than can be kept is told how many that is', () => {
  const t = town()
  const by = t.researcher(2021)
  const claim = () =>
    t.manage((register, deed) => makeClaim(register, { kind: 'correct', text: '所属' }, deed), {
      by,
    })
  for (let made = 0; made < 20; made += 1) claim()
  const [field] = refused(claim).fields
  expect(field).toMatchObject({ pointer: '/text', code: 'too_many' })
  expect(field && describe('en', field.code, field.params).detail).toContain('at most 20')
})
