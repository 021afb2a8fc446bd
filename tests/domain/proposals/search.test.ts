import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fold } from '../../../functions/domain/fold.ts'
import { matches, searchTerms } from '../../../functions/domain/proposals/search.ts'
import { TIMES } from '../../times.ts'
import { noon, town } from '../build.ts'

const LATE = noon('2030-01-01')

describe('folding', () => {
  test.each([
    ['コミュニケーション', 'こみゅにけーしょん'],
    ['ｺﾐｭﾆｹｰｼｮﾝ', 'コミュニケーション'],
    ['ガイドライン', 'ｶﾞｲﾄﾞﾗｲﾝ'],
    ['１ｏｎ１', '1on1'],
    ['1ON1', '1on1'],
    ['ＤＸ', 'dx'],
    ['データ', 'デ-タ'],
    ['データ', 'デ－タ'],
    ['データ', 'デ―タ'],
    ['データ', 'デ‐タ'],
    ['データ', 'デ−タ'],
    ['2018～2019', '2018〜2019'],
    ['㈱', '(株)'],
    ['①', '1'],
    ['対話　の　場', '対話 の 場'],
    [' 対話\n', '対話'],
    ['が', 'か\u3099'],
    ['ヴ', 'ゔ'],
    ['ｶﾞ', 'が'],
    ['J\u030c', 'ǰ'],
  ])('finds %s as %s', (one, other) => {
    expect(fold(one)).toBe(fold(other))
  })

  it('keeps different words apart', () => {
    expect(fold('はな')).not.toBe(fold('ばな'))
    expect(fold('対話')).not.toBe(fold('会話'))
    expect(fold('きやく')).not.toBe(fold('きゃく'))
  })

  it('folds what is folded to itself', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { numRuns: 2000 * TIMES },
    )
  })
})

describe('searching', () => {
  const t = town()
  const id = t.propose({
    title: 'コミュニケーションタイムの実施',
    parts: [{ part: 'ア', title: '若手との対話', method: '昼休みに集まる' }],
    desiredState: '部署を越えて話せる',
    method: '研修の終わりに時間を取る',
    rationale: '縦割りを感じる',
    aim: '横のつながり',
    expectedResults: '相談しやすい職場',
    phaseGoal: '三年で全庁へ',
    themes: ['組織風土'],
    steward: { office: '人事課' },
  })
  t.edit(id, { title: 'コミュニケーションの時間' }, { now: noon('2023-01-13') })
  const kept = t.tell(id, { reason: 'コロナ禍で中断' }, { now: noon('2023-01-14') })
  const wrong = t.tell(id, { reason: '予算の誤記' }, { now: noon('2023-01-15') })
  t.correct(id, wrong, { reason: '予算が付いた' }, { now: noon('2023-01-16') })
  t.comment(id, { text: '全職員に広げたい' }, { now: noon('2023-01-17') })
  const finds = (query: string, knownAt = LATE) =>
    matches(t.proposal(id), searchTerms(query), knownAt)

  test.each([
    'コミュニケーションタイム',
    'こみゅにけーしょんの時間',
    '若手 昼休み',
    '部署を越えて',
    '研修の終わり',
    '縦割り',
    '横のつながり',
    '相談しやすい',
    '三年で',
    '組織風土',
    '人事課',
    'コロナ禍',
    '全職員',
    '',
    '  ',
  ])('finds by 「%s」', (query) => {
    expect(finds(query)).toBe(true)
  })

  it('needs every word, and finds no word that spans two fields', () => {
    expect(finds('対話 存在しない')).toBe(false)
    expect(finds('昼休みに集まる部署')).toBe(false)
  })

  it('does not find what was corrected or withdrawn, but what replaced it', () => {
    expect(finds('誤記')).toBe(false)
    expect(finds('予算が付いた')).toBe(true)
    t.withdraw(id, kept, { now: noon('2023-01-18') })
    expect(finds('コロナ禍')).toBe(false)
  })

  it('finds as known at an instant: what was said later not yet, what was corrected later still', () => {
    expect(finds('コロナ禍', noon('2023-01-13'))).toBe(false)
    expect(finds('コロナ禍', noon('2023-01-14'))).toBe(true)
    expect(finds('誤記', noon('2023-01-15'))).toBe(true)
    expect(finds('誤記', noon('2023-01-16'))).toBe(false)
    expect(finds('全職員', noon('2023-01-16'))).toBe(false)
  })
})
