import { createHash } from 'node:crypto'
import type { Instant } from '../domain/calendar.ts'
import type { OpenData, OpenProposal } from '../domain/exports/open-data.ts'
import { en } from '../domain/messages/en.ts'
import { dateInFile, exportSpeaking } from '../domain/messages/export.ts'
import { ja } from '../domain/messages/ja.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { Licence } from '../domain/words.ts'
import { toCsv } from './csv.ts'
import { type ExportColumn, exportTable } from './export-table.ts'

export const OPEN_FILES = ['csv', 'json', 'dataset'] as const
export type OpenFile = (typeof OPEN_FILES)[number]

/** Where each licence's own words stand. */
const LICENCE_PAGES = {
  cc_by_4: 'https://creativecommons.org/licenses/by/4.0/',
  cc0_1: 'https://creativecommons.org/publicdomain/zero/1.0/',
  pdl_1: 'https://www.digital.go.jp/resources/open_data/public_data_license_v1.0',
} as const satisfies Record<Licence, string>

type Published = {
  municipality: Pick<Municipality, 'code' | 'name' | 'nameEn' | 'prefecture'>
  licence: Licence
  data: OpenData
  /** Where the files are, without a trailing slash. */
  address: string
}

/** A published file with the tag that says which it is. */
export type OpenAnswer = { body: string; type: string; etag: string; updatedAt: Instant }

/** One of the files; the same data and terms make the same file, with the same tag. */
export function openFile(file: OpenFile, published: Published): OpenAnswer {
  const body =
    file === 'csv' ? [...toCsv(csvTable(published.data))].join('') : json(file, published)
  const type = file === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
  return { body, type, etag, updatedAt: published.data.updatedAt }
}

function json(file: 'json' | 'dataset', published: Published): string {
  const dataset = datasetOf(published)
  const whole = file === 'json' ? { dataset, proposals: published.data.proposals } : dataset
  return `${JSON.stringify(whole, null, 1)}\n`
}

/** What the data are, whose, under which terms, and what each field means: both languages, and the codes. */
function datasetOf({ municipality, licence, data, address }: Published) {
  const { code, name, nameEn, prefecture } = municipality
  return {
    title: `${name} 研究生の取組と取組状況`,
    titleEn: `${nameEn}: proposals of its cohorts and what became of them`,
    publisher: { code, name, nameEn, prefecture },
    licence: {
      name: ja.licences[licence],
      nameEn: en.licences[licence],
      url: LICENCE_PAGES[licence],
    },
    updatedAt: data.updatedAt,
    proposals: data.proposals.length,
    distributions: (['csv', 'json'] as const).map((format) => ({
      format,
      url: `${address}/proposals.${format}`,
    })),
    fields: FIELDS.map(([field, label, labelEn]) => ({ field, label, labelEn })),
    codes: {
      outcome: both('standings'),
      manner: both('manners'),
      factors: both('factors'),
      formality: both('formalities'),
    },
  }
}

function both(words: 'standings' | 'manners' | 'factors' | 'formalities') {
  const english: Record<string, string> = en[words]
  return Object.entries(ja[words]).map(([code, label]) => ({
    code,
    label,
    labelEn: english[code] ?? '',
  }))
}

/** The fields of a record in JSON. */
const FIELDS: readonly [keyof OpenProposal, string, string][] = [
  ['municipality', '全国地方公共団体コード', 'Municipality code'],
  ['id', '識別番号', 'ID'],
  ['municipalityName', '地方公共団体名', 'Municipality'],
  ['municipalityNameEn', '地方公共団体名（英語）', 'Municipality in English'],
  ['prefecture', '都道府県名', 'Prefecture'],
  ['cohort', '提案した年度（4月の年）', 'Fiscal year of the cohort that proposed it'],
  ['carriedBy', '継続した年度', 'Fiscal years of cohorts that carried it on'],
  ['title', '取組名', 'Proposal'],
  ['themes', 'テーマ', 'Themes'],
  ['formality', '取組の位置づけ', 'Standing in the organization'],
  ['outcome', '取組状況', 'Outcome'],
  ['manner', '取組状況の内訳', 'Manner'],
  ['asOf', '時点', 'As of'],
  ['factors', '理由', 'Reasons'],
  ['reason', '理由の説明（公開されているもの）', 'Reason in words, where it is public'],
]

/** The first columns are those with which 自治体標準オープンデータセット begin. */
function csvTable({ proposals }: OpenData) {
  const speaking = exportSpeaking('ja')
  const list = (items: readonly string[]) => items.join(';')
  const columns: ExportColumn<OpenProposal>[] = [
    { label: '全国地方公共団体コード', of: ({ municipality }) => municipality },
    { label: 'ID', of: ({ id }) => id },
    { label: '地方公共団体名', of: ({ municipalityName }) => municipalityName },
    { label: '都道府県名', of: ({ prefecture }) => prefecture },
    { label: '名称', of: ({ title }) => title },
    { label: '提案年度', of: ({ cohort }) => cohort },
    { label: '提案年度（和暦）', of: ({ cohort }) => ja.fiscalYear(cohort) },
    { label: '引き続き行った年度', of: ({ carriedBy }) => list(carriedBy.map(String)) },
    { label: 'テーマ', of: ({ themes }) => list(themes) },
    { label: '取組の位置づけ', of: ({ formality }) => formality && ja.formalities[formality] },
    { label: '取組状況コード', of: ({ outcome }) => outcome },
    { label: '取組状況', of: ({ outcome }) => ja.standings[outcome] },
    { label: '取組状況の内訳', of: ({ manner }) => manner && ja.manners[manner] },
    { label: '時点', of: ({ asOf }) => dateInFile(asOf, speaking) },
    { label: '理由コード', of: ({ factors }) => list(factors) },
    { label: '理由', of: ({ factors }) => list(factors.map((factor) => ja.factors[factor])) },
    { label: '備考', of: ({ reason }) => reason },
  ]
  return exportTable('open', columns, proposals)
}
