import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isMunicipalityCode } from '../../../functions/domain/municipalities/municipality-code.ts'

describe('municipality codes', () => {
  test.each(['222038', '062049', '131032', '011002', '131016', '271004', '472018'])(
    '%s is a code',
    (code) => {
      expect(isMunicipalityCode(code)).toBe(true)
    },
  )

  test.each([
    '222039',
    '062040',
    '131023',
    '22203',
    '2220380',
    '22203a',
    '',
    ' 222038',
    '２２２０３８',
  ])('「%s」 is none', (code) => {
    expect(isMunicipalityCode(code)).toBe(false)
  })

  it('has exactly one check digit for any five digits, so that every mistyped last digit shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (number) => {
        const five = String(number).padStart(5, '0')
        const valid = [...'0123456789'].filter((digit) => isMunicipalityCode(five + digit))
        expect(valid).toHaveLength(1)
      }),
    )
  })

  it('notices two neighbouring digits that were swapped', () => {
    expect(isMunicipalityCode('220238')).toBe(false)
    expect(isMunicipalityCode('062409')).toBe(false)
  })
})
