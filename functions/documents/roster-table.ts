import { type ExportSpeaking, timeInFile } from '../domain/messages/export.ts'
import type { RosterEntry } from '../domain/people/roster.ts'
import { type ExportTable, exportTable } from './export-table.ts'

/** The roster as HR sees it, one row a person; whoever was erased is a row without a name. */
export function rosterTable(people: readonly RosterEntry[], speaking: ExportSpeaking): ExportTable {
  const { words, texts } = speaking
  const roleOf = ({ role, cohort }: { role: keyof typeof words.roles; cohort?: number }) =>
    [cohort === undefined ? '' : words.fiscalYear(cohort), words.roles[role]].join('')
  return exportTable<RosterEntry>(
    texts.tables.roster,
    [
      {
        label: texts.name,
        width: 20,
        of: ({ name, erased }) => (erased ? words.erasedPerson : name),
      },
      { label: texts.officeToday, width: 24, of: ({ officeToday }) => officeToday },
      { label: texts.email, width: 30, of: ({ email }) => email },
      { label: texts.staffNumber, of: ({ staffNumber }) => staffNumber },
      { label: texts.roles, width: 24, of: ({ roles }) => texts.list(roles.map(roleOf)) },
      {
        label: texts.grants,
        width: 40,
        of: ({ grants }) =>
          grants
            .map((grant) => `${roleOf(grant)} ${texts.period(grant.from, grant.to ?? '')}`)
            .join('\n'),
      },
      { label: texts.presence, width: 10, of: ({ presence }) => words.presences[presence] },
      { label: texts.leftOn, of: ({ leftOn }) => leftOn },
      {
        label: texts.away,
        of: ({ away }) => away && [words.absences[away.kind], away.until ?? ''].join(' ').trim(),
      },
      {
        label: texts.suspended,
        width: 10,
        of: ({ suspended }) => (suspended ? texts.yes : undefined),
      },
      {
        label: texts.invitation,
        of: ({ invitation }) => invitation && words.invitationStates[invitation.state],
      },
      { label: texts.lastSignIn, width: 18, of: ({ lastSignInAt }) => timeInFile(lastSignInAt) },
      { label: texts.id, width: 38, of: ({ id }) => id },
    ],
    people,
  )
}
