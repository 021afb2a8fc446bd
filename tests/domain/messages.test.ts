import { expect, describe as group, it, test } from 'vitest'
import { PRECISIONS } from '../../functions/domain/calendar.ts'
import { EVENT_TYPES } from '../../functions/domain/change.ts'
import { ERROR_CODES, fieldError } from '../../functions/domain/errors.ts'
import { MAIL_FAILURES, MAIL_KINDS } from '../../functions/domain/mails/mail.ts'
import { MAIL_WORDS } from '../../functions/domain/messages/mail-words.ts'
import { LANGUAGES, messagesOf } from '../../functions/domain/messages/messages.ts'
import { describe } from '../../functions/domain/messages/problems.ts'
import { rulesEn } from '../../functions/domain/messages/rules-en.ts'
import { rulesJa } from '../../functions/domain/messages/rules-ja.ts'
import { DESCRIPTION_FIELDS } from '../../functions/domain/proposals/proposal.ts'
import { ACTIONS, RULES } from '../../functions/domain/rules.ts'
import { TASK_KINDS } from '../../functions/domain/tasks.ts'
import * as words from '../../functions/domain/words.ts'

const ja = messagesOf('ja')
const en = messagesOf('en')

group('labels', () => {
  test.each([
    ['standings', words.STANDINGS],
    ['outcomes', words.OUTCOMES],
    ['manners', words.ALL_MANNERS],
    ['factors', words.FACTORS],
    ['formalities', words.FORMALITIES],
    ['roles', words.ROLES],
    ['lineage', words.LINEAGE_KINDS],
    ['lineageKinds', words.LINEAGE_KINDS],
    ['visibilities', words.VISIBILITIES],
    ['reportKinds', words.REPORT_KINDS],
    ['hearingMeans', words.HEARING_MEANS],
    ['sides', words.SIDES],
    ['answers', words.ANSWERS],
    ['confirmations', words.CONFIRMATION_STATES],
    ['channels', words.CHANNELS],
    ['cohortRecords', words.COHORT_RECORDS],
    ['tasks', TASK_KINDS],
    ['orphaned', words.ORPHANED],
    ['absences', words.ABSENCES],
    ['presences', words.PRESENCES],
    ['invitationStates', words.INVITATION_STATES],
    ['askedVia', words.ASKED_VIA],
    ['requestAnswers', words.REQUEST_ANSWERS],
    ['events', EVENT_TYPES],
    ['actions', ACTIONS],
    ['precisions', PRECISIONS],
  ] as const)('every word of %s has one in both languages, and none is left over', (key, codes) => {
    for (const language of LANGUAGES)
      expect(Object.keys(messagesOf(language)[key]).toSorted()).toEqual([...codes].toSorted())
  })

  it('every rule has a sentence in both languages, and none is left over or said twice', () => {
    for (const sentences of [rulesJa, rulesEn]) {
      expect(Object.keys(sentences).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted())
      const texts = Object.values(sentences)
      expect(texts.every((text) => text !== '' && text.trim() === text)).toBe(true)
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  it('every kind of mail has one, and every reason why one was not sent', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(MAIL_WORDS[language].failures)).toEqual([...MAIL_FAILURES])
      expect(Object.keys(MAIL_WORDS[language].kinds)).toEqual([...MAIL_KINDS])
    }
  })

  it('every field of a proposal has one', () => {
    for (const language of LANGUAGES)
      expect(Object.keys(messagesOf(language).proposalFields)).toEqual(
        expect.arrayContaining(DESCRIPTION_FIELDS),
      )
  })

  it('both languages have the same keys, none empty, none twice within a vocabulary', () => {
    expect(keysOf(en)).toEqual(keysOf(ja))
    for (const language of LANGUAGES)
      for (const [name, labels] of Object.entries(messagesOf(language))) {
        if (typeof labels !== 'object') continue
        const texts = Object.values(labels).flatMap((label) => Object.values([label].flat()))
        expect(texts.every((text) => typeof text !== 'string' || text.trim() === text)).toBe(true)
        expect(texts).not.toContain('')
        if (name === 'lineage') continue
        expect(new Set(texts).size, name).toBe(texts.length)
      }
  })

  it('says 記録なし where nothing is known, and 未着手 only where it is known', () => {
    expect(ja.standings.unconfirmed).toBe('記録なし')
    expect(ja.standings.never_started).toBe('取り組めなかった（未着手）')
    expect(ja.standings.completed).toBe('完了（目的達成により終了）')
    expect(ja.confirmations.one_sided).toBe('片側のみ')
    expect(ja.cohortRecords).toMatchObject({ not_dispatched: '派遣なし', no_record: '記録なし' })
  })

  it('the English ones hold no Japanese, but the letters of parts', () => {
    const texts = JSON.stringify(en).replace('ア, イ', '')
    expect(texts).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u)
  })
})

group('dates in words', () => {
  it('name years, cohorts and ranges', () => {
    expect(ja.fiscalYear(2022)).toBe('令和4年度')
    expect(ja.cohort(2022)).toBe('令和4年度研究生')
    expect(ja.cohort(2019)).toBe('令和元年度研究生')
    expect(ja.fiscalYears([2018, 2019])).toBe('平成30年度～令和元年度')
    expect(ja.fiscalYears([2018, 2019, 2021])).toBe('平成30年度～令和元年度、令和3年度')
    expect(en.fiscalYear(2022)).toBe('FY2022')
    expect(en.cohort(2022)).toBe('FY2022 cohort')
    expect(en.fiscalYears([2021, 2018, 2019])).toBe('FY2018–2019, FY2021')
  })

  it('are as exact as what is known', () => {
    const dates = [
      { precision: 'day', date: '2023-01-02' },
      { precision: 'month', date: '2023-01' },
      { precision: 'fiscal_year', date: '2021' },
    ] as const
    expect(dates.map(ja.asOf)).toEqual(['2023年1月2日', '2023年1月', '令和3年度'])
    expect(dates.map(en.asOf)).toEqual(['2 Jan 2023', 'Jan 2023', 'FY2021'])
  })

  it('show instants in Asia/Tokyo', () => {
    expect(ja.instant('2022-12-31T15:05:00.000Z')).toBe('2023年1月1日 00:05')
    expect(en.instant('2022-12-31T15:05:00.000Z')).toBe('1 Jan 2023, 00:05 (Japan time)')
  })
})

group('refusals in words', () => {
  test.each(ERROR_CODES)('%s says what is wrong and what to do, in both languages', (code) => {
    for (const params of [undefined, { max: 200, fiscalYear: 2021 }]) {
      const inJa = describe('ja', code, params)
      const inEn = describe('en', code, params)
      expect(inJa.title).toMatch(/[ぁ-ん一-龠]/)
      expect(inJa.detail).toMatch(/[。？]$|例：\S+$/)
      expect(inEn.title).toMatch(/^[A-Z]/)
      expect(inEn.detail).toMatch(/[.]$|Example: \d+$/)
      for (const { title, detail } of [inJa, inEn]) {
        expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|[{}]/)
        expect(detail).not.toBe(title)
      }
    }
  })

  it('are told exactly what their words read', () => {
    expect(fieldError('/text', { code: 'too_many', params: { max: 20 } }).fields).toEqual([
      { pointer: '/text', code: 'too_many', params: { max: 20 } },
    ])
    // @ts-expect-error under another name the words would miss it
    fieldError('/text', { code: 'too_many', params: { limit: 20 } })
    // @ts-expect-error and without it they would say less than they can
    fieldError('/text', 'too_many')
    // @ts-expect-error what no words read is told to nobody
    fieldError('/text', { code: 'blank', params: { max: 20 } })
  })

  it('name the limit and the fiscal year', () => {
    expect(describe('ja', 'too_long', { max: 200 }).detail).toBe('200字以内で入力してください。')
    expect(describe('en', 'too_many', { max: 10 }).detail).toContain('at most 10')
    expect(describe('ja', 'before_proposal', { fiscalYear: 2019 }).detail).toContain('令和元年度')
    expect(describe('en', 'cohort_unknown', { fiscalYear: 2020 }).detail).toContain('FY2020')
  })
})

function keysOf(value: object): string[] {
  return Object.entries(value)
    .flatMap(([key, inner]) =>
      typeof inner === 'object' ? keysOf(inner).map((rest) => `${key}.${rest}`) : [key],
    )
    .toSorted()
}
