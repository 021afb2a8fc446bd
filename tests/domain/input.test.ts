import { describe, expect, it, test } from 'vitest'
import type * as z from 'zod'
import { DaySchema, LIMITS, MunicipalityCode, WebAddress } from '../../functions/domain/fields.ts'
import { Settings } from '../../functions/domain/municipalities/municipality.ts'
import { ConfirmationInput, ReportInput } from '../../functions/domain/outcomes/report.ts'
import { ListFilter } from '../../functions/domain/proposals/list.ts'
import {
  CommentInput,
  Link,
  ProposalEdit,
  ProposalInput,
} from '../../functions/domain/proposals/proposal.ts'
import { idOf, town, wrongFields } from './build.ts'

/** What is wrong with an input, as `pointer code`; the library's own codes are left as they are. */
function wrong(schema: z.ZodType, input: unknown): string[] {
  const { error } = schema.safeParse(input)
  return (error?.issues ?? []).map((issue) => {
    const own = issue.code === 'custom' ? (issue.params?.code as string) : undefined
    return `/${issue.path.join('/')} ${own ?? issue.code}`
  })
}

const report = {
  kind: 'report',
  outcome: 'stalled',
  manner: 'paused',
  asOf: { precision: 'fiscal_year', date: '2021' },
  factors: ['external_shock'],
}
const hearing = {
  speaker: { role: 'alumnus', cohort: 2021 },
  heardOn: { precision: 'month', date: '2022-10' },
}

// ASVS 2.2.1, 2.2.3
describe('a report', () => {
  it('with all it needs is taken', () => {
    expect(wrong(ReportInput, report)).toEqual([])
    expect(wrong(ReportInput, { ...report, kind: 'hearing', hearing })).toEqual([])
    expect(wrong(ReportInput, { ...report, outcome: 'completed', manner: undefined })).toEqual([])
  })

  const cases: [string, object, string[]][] = [
    ['stalled without its manner', { manner: undefined }, ['/manner manner_required']],
    [
      'never started without its manner',
      { outcome: 'never_started', manner: undefined },
      ['/manner manner_required'],
    ],
    [
      'continued without its manner',
      { outcome: 'continued', manner: undefined },
      ['/manner manner_required'],
    ],
    ["another outcome's manner", { manner: 'reduced' }, ['/manner manner_not_of_outcome']],
    ['a manner of what is completed', { outcome: 'completed' }, ['/manner manner_not_of_outcome']],
    ['an unknown outcome', { outcome: 'unconfirmed' }, ['/outcome invalid_value']],
    ['no outcome', { outcome: undefined }, ['/outcome invalid_value']],
    ['no factor', { factors: [] }, ['/factors factor_required']],
    ['an unknown factor', { factors: ['bad_luck'] }, ['/factors/0 invalid_value']],
    ['a factor twice', { factors: ['unknown', 'unknown'] }, ['/factors duplicate']],
    ['other without words', { factors: ['other'] }, ['/reason reason_required']],
    ['a reason of blanks', { reason: ' 　\n\t' }, ['/reason blank']],
    ['a reason of invisible letters', { reason: '\u200b\u2060\u3164' }, ['/reason blank']],
    ['other with a reason of blanks', { factors: ['other'], reason: ' ' }, ['/reason blank']],
    ['a reason too long', { reason: 'あ'.repeat(2001) }, ['/reason too_long']],
    ['control characters', { reason: '続いて\u0000いる' }, ['/reason control_characters']],
    ['text that turns its direction', { reason: 'abc\u202edef' }, ['/reason control_characters']],
    ['half a character', { reason: '\ud83d' }, ['/reason control_characters']],
    ['a hearing without whose words', { kind: 'hearing' }, ['/hearing hearing_required']],
    ["a report with somebody's words", { hearing }, ['/hearing hearing_not_expected']],
    [
      'a speaker of no role',
      { kind: 'hearing', hearing: { ...hearing, speaker: { role: 'boss' } } },
      ['/hearing/speaker/role invalid_value'],
    ],
    [
      'a link that runs script',
      { evidence: [{ url: 'javascript:alert(1)' }] },
      ['/evidence/0/url not_a_web_address'],
    ],
    ['a field that is not taken', { recordedAt: '2020-01-01' }, ['/ unrecognized_keys']],
    ['an id that is none', { unchangedFrom: '../1' }, ['/unchangedFrom invalid_format']],
    [
      'too many links',
      { evidence: Array.from({ length: 11 }, () => ({ url: 'https://example.jp' })) },
      ['/evidence too_big'],
    ],
    [
      'a source of two lines',
      { source: { title: '論文\n続き' } },
      ['/source/title control_characters'],
    ],
  ]
  // ASVS 1.3.11
  test.each(cases)('with %s is refused', (_, change, expected) => {
    expect(wrong(ReportInput, { ...report, ...change })).toEqual(expected)
  })

  test.each([
    ['day', '2023-02-29'],
    ['day', '2023-13-01'],
    ['day', '2023-01'],
    ['month', '2023-13'],
    ['month', '2023-01-12'],
    ['fiscal_year', '令和4年度'],
    ['fiscal_year', '1949'],
    ['fiscal_year', '2022-04'],
    ['day', ''],
  ])('of a %s 「%s」 that does not exist is refused', (precision, date) => {
    expect(wrong(ReportInput, { ...report, asOf: { precision, date } })).toEqual([
      '/asOf/date no_such_date',
    ])
  })

  it('names every wrong field at once', () => {
    const input = { ...report, manner: undefined, factors: ['other'], reason: ' ' }
    expect(wrong(ReportInput, input)).toEqual(['/reason blank', '/manner manner_required'])
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const ahead = { precision: 'fiscal_year', date: '2023' } as const
    const said = {
      asOf: '2020',
      since: ahead,
      startedOn: { precision: 'month', date: '2021-03' } as const,
      hearing: { speaker: { role: 'alumnus', memberId: idOf(999) }, heardOn: ahead } as const,
      source: { title: '論文', date: ahead },
      reasonVisibility: 'public' as const,
    }
    expect(wrongFields(() => t.tell(id, said))).toEqual([
      '/asOf before_proposal',
      '/since in_future',
      '/startedOn before_proposal',
      '/hearing/heardOn in_future',
      '/source/date in_future',
      '/reasonVisibility reason_wider_than_proposal',
    ])
  })

  it('of a person who is not on the roster is refused', () => {
    const t = town()
    const id = t.propose({ cohort: 2021 })
    const heardOn = { precision: 'month', date: '2022-10' } as const
    const unknown = { speaker: { role: 'alumnus', memberId: idOf(999) }, heardOn } as const
    expect(wrongFields(() => t.tell(id, { hearing: unknown }))).toEqual([
      '/hearing/speaker/memberId not_found',
    ])
  })
})

// ASVS 1.3.3
describe('texts', () => {
  it('are taken up to 2,000 characters, lines up to 200', () => {
    expect(wrong(ReportInput, { ...report, reason: 'あ'.repeat(LIMITS.text) })).toEqual([])
    const title = (length: number) => ({ cohort: 2022, title: 'あ'.repeat(length) })
    expect(wrong(ProposalInput, title(LIMITS.line))).toEqual([])
    expect(wrong(ProposalInput, title(LIMITS.line + 1))).toEqual(['/title too_long'])
  })

  it('are trimmed, composed, and end their lines one way', () => {
    const reason = '　ガ行\r\n二行目\r三行目 '
    const taken = ReportInput.parse({ ...report, reason: reason.normalize('NFD') })
    expect(taken.reason).toBe('ガ行\n二行目\n三行目')
  })

  it('may hold tabs, lines, emoji and rare kanji', () => {
    expect(wrong(ReportInput, { ...report, reason: '𠮷野家\t👍🏽\n葛󠄀城' })).toEqual([])
  })
})

// ASVS 1.2.2
describe('web addresses', () => {
  test.each(['https://www.city.example.jp/a?b=c#d', 'http://localhost:3000/', 'HTTPS://例え.jp/'])(
    '%s is taken',
    (url) => {
      expect(wrong(WebAddress, url)).toEqual([])
    },
  )
  test.each([
    '',
    'www.example.jp',
    'ftp://example.jp',
    'data:text/html,x',
    'https://',
    'https://a b',
    '//example.jp',
  ])('「%s」 is refused', (url) => {
    expect(wrong(WebAddress, url)).toEqual(['/ not_a_web_address'])
  })
  it('with hidden characters or beyond 1,000 characters is refused', () => {
    expect(wrong(WebAddress, 'https://example.jp/\u202egpj')).toEqual(['/ control_characters'])
    expect(wrong(WebAddress, `https://example.jp/${'a'.repeat(1000)}`)).toEqual(['/ too_long'])
  })
})

describe('the other inputs', () => {
  it('a municipality code with a wrong check digit is refused', () => {
    expect(wrong(MunicipalityCode, '222038')).toEqual([])
    expect(wrong(MunicipalityCode, '222039')).toEqual(['/ no_such_municipality_code'])
  })

  it('a day that does not exist is refused', () => {
    expect(wrong(DaySchema, '2024-02-29')).toEqual([])
    expect(wrong(DaySchema, '2023-02-29')).toEqual(['/ no_such_date'])
  })

  it('a proposal needs a year and a title, and public an explicit act', () => {
    expect(wrong(ProposalInput, {})).toEqual(['/cohort invalid_type', '/title invalid_type'])
    expect(wrong(ProposalInput, { cohort: 2022, title: ' ' })).toEqual(['/title blank'])
    const open = { cohort: 2022, title: '対話の場', visibility: 'public' }
    expect(wrong(ProposalInput, open)).toEqual(['/visibility public_not_confirmed'])
    expect(wrong(ProposalEdit, { visibility: 'public' })).toEqual([
      '/visibility public_not_confirmed',
    ])
  })

  it("a title can't be emptied, and neither the cohort nor the history can be edited", () => {
    expect(wrong(ProposalEdit, { title: null })).toEqual(['/title invalid_type'])
    for (const field of ['cohort', 'carriedBy', 'reports', 'formerTitles', 'head', 'id'])
      expect(wrong(ProposalEdit, { [field]: 1 })).toEqual(['/ unrecognized_keys'])
  })

  it('a link has a known kind and leads to an id', () => {
    expect(wrong(Link, { kind: 'copies', to: 'x' })).toEqual([
      '/kind invalid_value',
      '/to invalid_format',
    ])
  })

  it('a dispute says what differs; a confirmation need not say anything', () => {
    expect(wrong(ConfirmationInput, { answer: 'disputed' })).toEqual(['/comment reason_required'])
    expect(wrong(ConfirmationInput, { answer: 'confirmed' })).toEqual([])
    expect(wrong(ConfirmationInput, { answer: 'confirmed', decidedOn: '2023-02-30' })).toEqual([
      '/decidedOn no_such_date',
    ])
  })

  it('a comment has a text', () => {
    expect(wrong(CommentInput, { text: '　' })).toEqual(['/text blank'])
    expect(wrong(CommentInput, { text: '意見', by: {} })).toEqual(['/ unrecognized_keys'])
  })

  it('a filter knows its words only', () => {
    const filter = { outcome: ['finished'], factor: ['luck'], formality: ['x'], from: 1 }
    expect(wrong(ListFilter, filter)).toEqual([
      '/from too_small',
      '/outcome/0 invalid_value',
      '/factor/0 invalid_value',
      '/formality/0 invalid_value',
    ])
  })

  it('public can never be the default of a municipality', () => {
    const settings = { staleAfterFiscalYears: 1, defaultVisibility: 'public' }
    expect(wrong(Settings, settings)).toEqual(['/defaultVisibility invalid_value'])
  })
})
