import { tokyoDayOf } from '../domain/calendar.ts'
import type { Language } from '../domain/messages/messages.ts'
import {
  askedInWords,
  cohortsInWords,
  confirmationInWords,
  findingInWords,
  lastKnownInWords,
  marksInWords,
  progressInWords,
  type ReviewSpeaking,
  reasonInWords,
  sourceInWords,
  standingInWords,
  whoInWords,
} from '../domain/messages/review.ts'
import type { Municipality } from '../domain/municipalities/municipality.ts'
import type { ReviewVersion } from '../domain/reviews/review.ts'
import type { ReviewChange } from '../domain/reviews/review-comparison.ts'
import { formOf } from '../domain/reviews/review-form.ts'
import { FORM_BLOCKS, foldedTable } from '../domain/reviews/review-table.ts'
import type { ReviewContent, ReviewRowView } from '../domain/reviews/review-view.ts'
import type { Block, Cell, Document, Run, Table } from './document.ts'
import { reviewSpeaking } from './review-speaking.ts'

export const REVIEW_FORMS = ['program', 'full'] as const
export type ReviewForm = (typeof REVIEW_FORMS)[number]

type Asked = {
  content: ReviewContent
  /** Undefined while the round is open. */
  version: ReviewVersion | undefined
  municipality: Pick<Municipality, 'name' | 'nameEn' | 'dispatcher'>
  form: ReviewForm
  language: Language
  /** What changed since the last closed review, where there is one. */
  comparison: { fiscalYear: number; changes: readonly ReviewChange[] } | undefined
  now: string
}

/** A review as the document that is handed in (the program's form) or kept (in full). */
export function reviewDocument(asked: Asked): Document {
  const { content, version, municipality, form, language, now } = asked
  const speaking = reviewSpeaking(language)
  const { words, texts } = speaking
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  const maker = version ? whoInWords(version.by, speaking) : municipality.dispatcher
  const madeOn = words.day(tokyoDayOf(version?.knownAt ?? now))
  const asOf = texts.asOf(words.day(content.day))
  return {
    title: texts.title(words.fiscalYear(content.fiscalYear)),
    subtitle: place,
    language,
    orientation: form === 'full' ? 'landscape' : 'portrait',
    notes: [
      [asOf, texts.knownAt(words.instant(content.knownAt))].join(texts.separator),
      version ? versionLine(version, speaking) : texts.draft,
      progressInWords(content.counts, speaking),
    ],
    blocks: form === 'program' ? programForm(content, speaking) : fullForm(asked, speaking),
    footer: [
      place,
      asOf,
      version ? texts.version(version.number) : texts.draft,
      texts.madeBy(maker),
      madeOn,
    ].join(texts.separator),
    madeAt: now,
  }
}

/** The name of the file, without its extension. */
export function reviewFileName({ content, municipality, form, language }: Asked): string {
  const { words, texts } = reviewSpeaking(language)
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  return texts.file(place, words.fiscalYear(content.fiscalYear), texts.forms[form])
}

function versionLine(version: ReviewVersion, { texts }: ReviewSpeaking): string {
  const number = texts.version(version.number)
  if (version.amends === undefined) return number
  return texts.more(number, texts.amends(version.amends, version.reason || texts.erased))
}

/** Two columns and the reasons, then what could not be confirmed, as the program's paper has it. */
function programForm(content: ReviewContent, speaking: ReviewSpeaking): Block[] {
  const { words, texts } = speaking
  const { lines, notConfirmed } = formOf(content)
  const { columns, blocks } = texts
  const rows = lines.map((line): Cell[] => {
    if (line.kind === 'year')
      return [
        { text: words.fiscalYear(line.fiscalYear), head: true },
        { text: words.cohortRecords[line.record], columns: 3 },
      ]
    const { row, block } = line
    const title = titleCell(row, speaking, PROGRAM_MARKS)
    return [
      { text: cohortsInWords(row, speaking), head: true },
      block === 'continuing' ? title : '',
      block === 'not_continued' ? title : '',
      reasonInWords(row, speaking).join('\n'),
    ]
  })
  return [
    {
      kind: 'table',
      widths: [14, 27, 27, 32],
      head: [[columns.cohort, blocks.continuing, blocks.not_continued, columns.reason]],
      rows: rows.length > 0 ? rows : [[{ text: texts.none, columns: 4 }]],
    },
    ...(notConfirmed.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 1 as const, text: blocks.not_confirmed },
          notConfirmedTable(notConfirmed, speaking),
        ]),
    { kind: 'paragraph', text: [{ text: texts.aboutForm, small: true }] },
  ]
}

function notConfirmedTable(rows: readonly ReviewRowView[], speaking: ReviewSpeaking): Table {
  const { columns } = speaking.texts
  return {
    kind: 'table',
    widths: [14, 30, 28, 28],
    head: [[columns.cohort, columns.proposal, columns.asked, columns.lastKnown]],
    rows: rows.map((row) => [
      { text: cohortsInWords(row, speaking), head: true },
      titleCell(row, speaking, PROGRAM_MARKS),
      askedInWords(row, speaking).join('\n'),
      lastKnownInWords(row, speaking).join('\n'),
    ]),
  }
}

/** Of the marks only disputes stand in the program's form: there both kinds share one column anyway. */
const PROGRAM_MARKS: readonly ReviewRowView['marks'][number][] = ['disputed']

function titleCell(
  row: ReviewRowView,
  speaking: ReviewSpeaking,
  shown: readonly ReviewRowView['marks'][number][],
): readonly Run[] {
  const { texts } = speaking
  const marks = marksInWords(
    { ...row, marks: row.marks.filter((mark) => shown.includes(mark)) },
    speaking,
  )
  const notes = [...(row.standing === 'completed' ? [texts.completedAs] : []), ...marks]
  return [{ text: row.title }, ...notes.map((note) => ({ text: `\n${note}`, small: true }))]
}

/** Everything: status, reason, whose words, HR's answer and findings, block by block, then what changed. */
function fullForm({ content, comparison }: Asked, speaking: ReviewSpeaking): Block[] {
  const { words, texts } = speaking
  const table = foldedTable(content.rows)
  const { reflection } = content
  return [
    ...FORM_BLOCKS.flatMap((block): Block[] => [
      { kind: 'heading', level: 1, text: texts.blocks[block] },
      table[block].length === 0
        ? { kind: 'paragraph', text: texts.none }
        : fullTable(table[block], block === 'not_confirmed', speaking),
    ]),
    ...(content.years.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 1 as const, text: texts.yearsWithout },
          {
            kind: 'list' as const,
            items: content.years.map(({ fiscalYear, record }) =>
              texts.more(words.fiscalYear(fiscalYear), words.cohortRecords[record]),
            ),
          },
        ]),
    ...(content.findings.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 1 as const, text: texts.findings },
          {
            kind: 'list' as const,
            items: content.findings.map((one) => findingInWords(one, speaking)),
          },
        ]),
    ...(reflection
      ? [
          { kind: 'heading' as const, level: 1 as const, text: texts.reflection },
          { kind: 'paragraph' as const, text: reflection.text ?? texts.erased },
        ]
      : []),
    ...(comparison ? comparisonBlocks(content, comparison, speaking) : []),
  ]
}

const ALL_MARKS: readonly ReviewRowView['marks'][number][] = [
  'disputed',
  'one_sided',
  'awaiting',
  'source_unclear',
  'inferred',
  'prerequisite_broken',
  'unreachable',
]

function fullTable(
  rows: readonly ReviewRowView[],
  isNotConfirmed: boolean,
  speaking: ReviewSpeaking,
): Table {
  const { columns } = speaking.texts
  return {
    kind: 'table',
    widths: [9, 21, 13, 23, 17, 17],
    head: [
      [
        columns.cohort,
        columns.proposal,
        isNotConfirmed ? columns.lastKnown : columns.state,
        columns.reason,
        isNotConfirmed ? columns.asked : columns.source,
        columns.findings,
      ],
    ],
    rows: rows.map((row) => [
      { text: cohortsInWords(row, speaking), head: true },
      titleCell(row, speaking, ALL_MARKS),
      isNotConfirmed ? lastKnownInWords(row, speaking).join('\n') : standingInWords(row, speaking),
      reasonInWords(row, speaking).join('\n'),
      [
        ...(isNotConfirmed ? askedInWords(row, speaking) : sourceInWords(row, speaking)),
        confirmationInWords(row, speaking),
        ...(row.comment === undefined ? [] : [row.comment]),
      ]
        .filter((line) => line !== '')
        .join('\n'),
      row.findings.map((finding) => findingInWords(finding, speaking)).join('\n'),
    ]),
  }
}

/** What stayed as it was is not told one by one. */
function comparisonBlocks(
  content: ReviewContent,
  { fiscalYear, changes }: NonNullable<Asked['comparison']>,
  speaking: ReviewSpeaking,
): Block[] {
  const { words, texts } = speaking
  const told = changes.filter(({ move }) => move !== 'unchanged' && move !== 'still_unknown')
  const titles = new Map(content.rows.map((row) => [row.proposalId, row]))
  return [
    { kind: 'heading', level: 1, text: texts.comparison(words.fiscalYear(fiscalYear)) },
    told.length === 0
      ? { kind: 'paragraph', text: texts.moves.unchanged }
      : {
          kind: 'table',
          widths: [14, 36, 18, 16, 16],
          head: [
            [
              texts.columns.cohort,
              texts.columns.proposal,
              texts.columns.change,
              texts.columns.before,
              texts.columns.after,
            ],
          ],
          rows: told.flatMap(({ proposalId, move, before, after }): Cell[][] => {
            const row = titles.get(proposalId)
            if (!row) return []
            return [
              [
                { text: cohortsInWords(row, speaking), head: true },
                row.title,
                texts.moves[move],
                before ? words.standings[before.standing] : texts.never,
                words.standings[after.standing],
              ],
            ]
          }),
        },
  ]
}
