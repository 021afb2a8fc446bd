import { type ExportedProposal, exportedProposals } from '../domain/exports/register-export.ts'
import {
  dateInFile,
  type ExportSpeaking,
  personInFile,
  timeInFile,
} from '../domain/messages/export.ts'
import type { Viewpoint } from '../domain/outcomes/standing.ts'
import type { Register } from '../domain/register.ts'
import type { Cell, Document } from './document.ts'

/** The register as a document to print: what a meeting needs of each proposal, on A4 across. */
export function registerDocument(
  register: Register,
  viewpoint: Viewpoint,
  { speaking, now }: { speaking: ExportSpeaking; now: string },
): Document {
  const { language, texts, words } = speaking
  const { municipality } = register
  const place = language === 'ja' ? municipality.name : municipality.nameEn
  return {
    title: texts.register,
    subtitle: place,
    language,
    orientation: 'landscape',
    notes: [texts.pdfNotes(words.day(viewpoint.day), words.instant(viewpoint.knownAt))],
    blocks: [
      {
        kind: 'table',
        widths: [7, 20, 10, 8, 24, 14, 9],
        head: [
          [
            texts.cohort,
            texts.title,
            texts.standing,
            texts.asOf,
            texts.factors,
            texts.pdfWho,
            texts.office,
          ],
        ],
        rows: [...exportedProposals(register, viewpoint)].map((one) => rowOf(one, speaking)),
      },
    ],
    footer: texts.pdfFooter(place, timeInFile(now) ?? ''),
    madeAt: now,
  }
}

function rowOf(proposal: ExportedProposal, speaking: ExportSpeaking): Cell[] {
  const { words, texts } = speaking
  const { cohort, number, title, standing, report, steward } = proposal
  const factors = texts.list((report?.factors ?? []).map((one) => words.factors[one]))
  return [
    words.fiscalYear(cohort),
    number === undefined ? title : `${number}. ${title}`,
    lines(
      words.standings[standing.code],
      standing.manner && words.manners[standing.manner],
      standing.stale ? words.stale : undefined,
    ),
    dateInFile(report?.asOf, speaking) ?? '',
    lines(factors, report?.reason),
    report
      ? lines(
          personInFile(report.hearing?.speaker ?? report.by, speaking),
          words.confirmations[report.answer.state],
          report.answer.decidedOn && texts.pair(texts.decidedOn, report.answer.decidedOn),
          report.answer.documentNumber,
        )
      : '',
    steward?.office ?? '',
  ]
}

function lines(...texts: (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n')
}
