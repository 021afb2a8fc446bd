import { tokyoDayOf } from '../domain/calendar.ts'
import type { Language } from '../domain/messages/messages.ts'
import {
  cohortsInWords,
  lastKnownInWords,
  type ReviewSpeaking,
  reasonInWords,
} from '../domain/messages/review.ts'
import type { SubmittedReview } from '../domain/reviews/review-submission.ts'
import { FORM_BLOCKS, foldedTable } from '../domain/reviews/review-table.ts'
import type { Block, Document, Table } from './document.ts'
import { reviewSpeaking } from './review-speaking.ts'

type Asked = {
  submitted: SubmittedReview
  municipality: { name: string; nameEn: string }
  language: Language
  now: string
}

/** 提出された検証 as the program's office keeps it: what was handed in, in the blocks of the program's form. */
export function submissionDocument({ submitted, municipality, language, now }: Asked): Document {
  const speaking = reviewSpeaking(language)
  const { words, texts } = speaking
  const { fiscalYear, version, handedInAt, day, rows } = submitted
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  const about = [
    texts.asOf(words.day(day)),
    texts.version(version),
    texts.handedIn(words.day(tokyoDayOf(handedInAt))),
  ].join(texts.separator)
  const table = foldedTable(rows)
  return {
    title: texts.title(words.fiscalYear(fiscalYear)),
    subtitle: place,
    language,
    notes: [about],
    blocks: [
      ...FORM_BLOCKS.flatMap((block): Block[] => [
        { kind: 'heading', level: 1, text: texts.blocks[block] },
        table[block].length === 0
          ? { kind: 'paragraph', text: texts.none }
          : tableOf(table[block], block === 'not_confirmed', speaking),
      ]),
      { kind: 'paragraph', text: [{ text: texts.aboutForm, small: true }] },
    ],
    footer: [place, about].join(texts.separator),
    madeAt: now,
  }
}

function tableOf(
  rows: SubmittedReview['rows'],
  isNotConfirmed: boolean,
  speaking: ReviewSpeaking,
): Table {
  const { columns } = speaking.texts
  const state = isNotConfirmed ? columns.lastKnown : columns.state
  return {
    kind: 'table',
    widths: [15, 33, 20, 32],
    head: [[columns.cohort, columns.proposal, state, columns.reason]],
    rows: rows.map((row) => [
      { text: cohortsInWords(row, speaking), head: true },
      row.title,
      lastKnownInWords(row, speaking).join('\n'),
      reasonInWords(row, speaking).join('\n'),
    ]),
  }
}

/** The name of the file, without its extension. */
export function submissionFileName({ submitted, municipality, language }: Asked): string {
  const { words, texts } = reviewSpeaking(language)
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  return texts.file(place, words.fiscalYear(submitted.fiscalYear), texts.forms.submitted)
}
