import {
  type ExportedProposal,
  type ExportedReport,
  exportedProposals,
  exportedReports,
} from '../domain/exports/register-export.ts'
import {
  dateInFile,
  type ExportSpeaking,
  personInFile,
  timeInFile,
} from '../domain/messages/export.ts'
import type { Viewpoint } from '../domain/outcomes/standing.ts'
import type { Register } from '../domain/register.ts'
import { type ExportColumn, type ExportTable, exportTable } from './export-table.ts'

/** The register as two tables: one row a proposal, and one row a report or hearing. */
export function registerTables(
  register: Register,
  viewpoint: Viewpoint,
  speaking: ExportSpeaking,
): { proposals: ExportTable; reports: ExportTable } {
  const { tables } = speaking.texts
  return {
    proposals: exportTable(tables.proposals, proposalColumns(speaking, viewpoint), {
      [Symbol.iterator]: () => exportedProposals(register, viewpoint),
    }),
    reports: exportTable(tables.reports, reportColumns(speaking, viewpoint), {
      [Symbol.iterator]: () => exportedReports(register, viewpoint),
    }),
  }
}

function proposalColumns(
  speaking: ExportSpeaking,
  viewpoint: Viewpoint,
): ExportColumn<ExportedProposal>[] {
  const { words, texts } = speaking
  return [
    { label: texts.cohort, of: ({ cohort }) => words.fiscalYear(cohort) },
    { label: texts.number, width: 6, of: ({ number }) => number },
    { label: texts.title, width: 44, of: ({ title }) => title },
    { label: texts.themes, width: 20, of: ({ themes }) => themes && texts.list(themes) },
    { label: texts.standing, width: 20, of: ({ standing }) => words.standings[standing.code] },
    {
      label: texts.manner,
      of: ({ standing: { manner } }) => manner && words.manners[manner],
    },
    { label: texts.asOf, of: ({ report }) => dateInFile(report?.asOf, speaking) },
    {
      label: texts.factors,
      width: 36,
      of: ({ report }) => report && texts.list(report.factors.map((one) => words.factors[one])),
    },
    { label: texts.reason, width: 44, of: ({ report }) => report?.reason },
    { label: texts.source, width: 30, of: ({ report }) => report?.source?.title },
    {
      label: texts.saidBy,
      width: 24,
      of: ({ report }) => personInFile(report?.hearing?.speaker ?? report?.by, speaking),
    },
    { label: texts.recordedAt, width: 18, of: ({ report }) => timeInFile(report?.recordedAt) },
    {
      label: texts.confirmation,
      of: ({ report }) => report && words.confirmations[report.answer.state],
    },
    {
      label: texts.answeredBy,
      width: 24,
      of: ({ report }) => personInFile(report?.answer.by, speaking),
    },
    { label: texts.decidedOn, of: ({ report }) => report?.answer.decidedOn },
    {
      label: texts.documentNumber,
      width: 18,
      of: ({ report }) => report?.answer.documentNumber,
    },
    { label: texts.lastWord, of: ({ standing }) => standing.lastWord },
    {
      label: texts.stale,
      width: 8,
      of: ({ standing }) => (standing.stale ? texts.yes : undefined),
    },
    {
      label: texts.lineage,
      width: 36,
      of: ({ lineage }) =>
        lineage
          .map(({ kind, direction, title, cohort }) =>
            texts.pair(
              words.lineage[kind][direction],
              `${words.fiscalYear(cohort)}${texts.quoted(title)}`,
            ),
          )
          .join('\n'),
    },
    {
      label: texts.broken,
      width: 24,
      of: ({ brokenPrerequisites }) => texts.list(brokenPrerequisites.map(texts.quoted)),
    },
    { label: texts.office, width: 18, of: ({ steward }) => steward?.office },
    {
      label: texts.formality,
      width: 18,
      of: ({ formality }) => formality && words.formalities[formality],
    },
    {
      label: texts.carriedBy,
      width: 18,
      of: ({ carriedBy }) => (carriedBy.length > 0 ? words.fiscalYears(carriedBy) : undefined),
    },
    { label: texts.visibility, width: 10, of: ({ visibility }) => words.visibilities[visibility] },
    { label: texts.reports, width: 10, of: ({ reports }) => reports },
    { label: texts.id, width: 38, of: ({ id }) => id },
    ...asAskedFor(speaking, viewpoint),
  ]
}

function reportColumns(
  speaking: ExportSpeaking,
  viewpoint: Viewpoint,
): ExportColumn<ExportedReport>[] {
  const { words, texts } = speaking
  return [
    { label: texts.cohort, of: ({ cohort }) => words.fiscalYear(cohort) },
    { label: texts.title, width: 44, of: ({ proposalTitle }) => proposalTitle },
    { label: texts.kind, width: 10, of: ({ kind }) => words.reportKinds[kind] },
    { label: texts.standing, width: 20, of: ({ outcome }) => words.outcomes[outcome] },
    { label: texts.manner, of: ({ manner }) => manner && words.manners[manner] },
    { label: texts.asOf, of: ({ asOf }) => dateInFile(asOf, speaking) },
    { label: texts.effectiveDay, of: ({ effectiveDay }) => effectiveDay },
    {
      label: texts.factors,
      width: 36,
      of: ({ factors }) => texts.list(factors.map((one) => words.factors[one])),
    },
    { label: texts.reason, width: 44, of: ({ reason }) => reason },
    { label: texts.since, of: ({ since }) => dateInFile(since, speaking) },
    { label: texts.startedOn, of: ({ startedOn }) => dateInFile(startedOn, speaking) },
    { label: texts.state, width: 10, of: ({ state }) => texts.states[state] },
    {
      label: texts.holding,
      width: 10,
      of: ({ holding }) => (holding ? texts.yes : undefined),
    },
    { label: texts.side, of: ({ side }) => words.sides[side] },
    {
      label: texts.saidBy,
      width: 24,
      of: ({ hearing, by }) => personInFile(hearing?.speaker ?? by, speaking),
    },
    { label: texts.saidOn, of: ({ hearing }) => dateInFile(hearing?.heardOn, speaking) },
    {
      label: texts.means,
      width: 10,
      of: ({ hearing }) => hearing?.means && words.hearingMeans[hearing.means],
    },
    { label: texts.recordedBy, width: 24, of: ({ by }) => personInFile(by, speaking) },
    { label: texts.recordedAt, width: 18, of: ({ recordedAt }) => timeInFile(recordedAt) },
    { label: texts.channel, of: ({ channel }) => words.channels[channel] },
    { label: texts.source, width: 30, of: ({ source }) => source?.title },
    { label: texts.sourceDate, of: ({ source }) => dateInFile(source?.date, speaking) },
    { label: texts.wording, width: 24, of: ({ source }) => source?.wording },
    { label: texts.inferred, width: 24, of: ({ source }) => source?.inferred },
    {
      label: texts.evidence,
      width: 30,
      of: ({ evidence }) => evidence?.map(({ url }) => url).join('\n'),
    },
    { label: texts.confirmation, of: ({ answer }) => words.confirmations[answer.state] },
    { label: texts.answeredBy, width: 24, of: ({ answer }) => personInFile(answer.by, speaking) },
    { label: texts.answeredAt, width: 18, of: ({ answer }) => timeInFile(answer.recordedAt) },
    { label: texts.decidedOn, of: ({ answer }) => answer.decidedOn },
    { label: texts.documentNumber, width: 18, of: ({ answer }) => answer.documentNumber },
    { label: texts.answerComment, width: 30, of: ({ answer }) => answer.comment },
    { label: texts.corrects, width: 38, of: ({ corrects }) => corrects },
    { label: texts.reportId, width: 38, of: ({ id }) => id },
    { label: texts.id, width: 38, of: ({ proposalId }) => proposalId },
    ...asAskedFor(speaking, viewpoint),
  ]
}

/** On which day and by which knowledge the file stands, in each row: a row goes its own way. */
function asAskedFor<Row>(
  { texts }: ExportSpeaking,
  { day, knownAt }: Viewpoint,
): ExportColumn<Row>[] {
  return [
    { label: texts.day, of: () => day },
    { label: texts.knownAt, width: 18, of: () => timeInFile(knownAt) },
  ]
}
