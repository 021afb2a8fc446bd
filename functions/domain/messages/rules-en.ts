import type { RuleId } from '../rules.ts'

/** Each rule of who may do what as one sentence, with its condition; rules hold in the own municipality. */
export const rulesEn: Record<RuleId, string> = {
  'member-reads':
    'Cohort members read every proposal of their own municipality, of any year, with its outcomes, reasons and history.',
  'alumnus-reads':
    'Alumni read every proposal of their own municipality, of any year, with its outcomes, reasons and history. They export the report to the mayor, the continuation curves and the table of a review as files. The history records that they did.',
  'steward-reads':
    'A steward reads the proposals they carry now, and no longer once they have handed them over.',
  'hr-reads':
    'The HR section reads every proposal of its own municipality, with its outcomes, reasons and history.',
  'executive-reads':
    'The mayor and executives read every proposal of their own municipality, with its outcomes, reasons and history. They write nothing.',
  'member-reads-shared':
    'A member of this year reads what other municipalities share of their proposals: title, outcome, standing in the organization, themes, reason codes, and the reasons they share too.',
  'alumnus-reads-shared':
    'An alumnus reads what other municipalities share of their proposals: title, outcome, standing in the organization, themes, reason codes, and the reasons they share too.',
  'hr-reads-shared':
    'The HR section reads what other municipalities share of their proposals: title, outcome, standing in the organization, themes, reason codes, and the reasons they share too.',
  'executive-reads-shared':
    'An executive reads what other municipalities share of their proposals: title, outcome, standing in the organization, themes, reason codes, and the reasons they share too.',
  'member-writes-own-cohort':
    'Cohort members enter and edit proposals, link them to others and report on them, but only proposals that their own cohort made or carries on.',
  'member-carries-on':
    'Cohort members record that their own cohort carries a past proposal on; for no other cohort.',
  'member-hears-and-notes':
    'Cohort members record hearings and comments on any proposal of their own municipality.',
  'member-mends-own':
    'Cohort members correct or withdraw reports and hearings that they have recorded themselves, and no others. The original stays in the history.',
  'alumnus-reports-own-cohort':
    'Alumni report and comment on the proposals that their own cohort made or carried on, and on no others.',
  'alumnus-mends-own':
    'Alumni correct or withdraw reports and hearings that they have recorded themselves, and no others. The original stays in the history.',
  'cohort-attests-dispatcher':
    "Cohort members confirm or dispute what the dispatcher's side has recorded about their own cohort's proposals, but never their own words.",
  'alumnus-attests-dispatcher':
    "Alumni confirm or dispute what the dispatcher's side has recorded about their own cohort's proposals, but never their own words.",
  'hr-keeps-the-register':
    'The HR section does the following for any proposal of its own municipality: enter and edit it, add links and cohorts that carried it on, record reports, hearings and comments, correct and withdraw records.',
  'hr-keeps-the-roster':
    "The HR section reads and edits its own municipality's roster, invites, suspends and signs out people, records who moved or left, and changes the municipality's settings.",
  'hr-takes-files':
    'HR exports the proposals, reviews, figures and roster of its own municipality as files. The history records that it did.',
  'hr-moves-out': 'HR exports everything of its own municipality as one file, to move or to keep.',
  'executive-takes-files':
    'Executives export the proposals, reviews and figures of their own municipality as files, but not the roster. The history records that they did.',
  'member-takes-files':
    'Members of the current cohort export the proposals, reviews and figures of their own municipality as files, but not the roster. The history records that they did.',
  'hr-audits': 'HR reads, verifies and exports the whole audit trail of its own municipality.',
  'executive-audits':
    'Executives read, verify and export the audit trail of their own municipality, without addresses and staff numbers, and without what claims about personal data and questions of other municipalities say.',
  'member-keeps-own-review':
    "Cohort members open their own year's review of past proposals, write its findings and reflection, ask for answers, close it and hand it in.",
  'hr-keeps-reviews':
    'The HR section opens the review of any year of its own municipality, writes its findings and reflection, asks for answers, closes it, amends it and hands it in.',
  'hr-requests':
    'The dispatching HR section may ask the steward or the cohort’s alumni how any proposal of its municipality stands.',
  'member-requests':
    'A cohort member may ask the steward or the cohort’s alumni how any proposal of the own municipality stands.',
  'hr-erases-persons':
    'The HR section erases the personal data of people of its own municipality, on request or when the retention period is over; never its own.',
  'hr-places-stewards':
    'The HR section decides which office or person carries any proposal of its own municipality, or takes it over itself.',
  'member-takes-over':
    'Cohort members take over any proposal of their own municipality themselves; they cannot make somebody else its steward.',
  'alumnus-takes-over-own-cohort':
    'Alumni take over, themselves, the proposals that their own cohort made or carried on, and no others.',
  'member-asks':
    'A cohort’s member may ask the cohort, the steward or HR about any proposal of their municipality.',
  'alumnus-asks':
    'An alumnus may ask the cohort, the steward or HR about any proposal of their municipality.',
  'member-answers':
    'A cohort’s member may answer questions that they were asked or that are about their cohort’s proposals, and add to their own.',
  'alumnus-answers':
    'An alumnus may answer questions that they were asked or that are about their cohort’s proposals, and add to their own.',
  'member-asks-elsewhere':
    'A cohort’s member may ask another municipality’s HR about a proposal that it shares.',
  'member-withdraws-elsewhere':
    'A cohort’s member may withdraw their own question to another municipality.',
  'hr-speaks-with-others':
    'HR may ask other municipalities, withdraw such questions, and answer, forward or decline theirs.',
  'member-ends-own-question': 'A cohort’s member may end a question of their own.',
  'alumnus-ends-own-question': 'An alumnus may end a question of their own.',
  'hr-asks-and-answers':
    'HR may ask about any proposal of its municipality, answer any question and end it.',
  'hr-confirms':
    "The HR section confirms or disputes what cohort members and alumni have reported or said. It never answers the dispatcher's own side, and nobody answers their own words.",
  'steward-reports-what-they-carry':
    'A steward reports and comments on the proposals they carry now, and on no others.',
  'steward-answers':
    'A steward, and whoever was asked as the office in charge, may answer questions about the proposal.',
  'steward-hands-over':
    'A steward hands the proposals they carry now over to another office or person, and no others.',
  'steward-mends-own':
    'A steward corrects or withdraws what they have recorded themselves, as long as they carry the proposal.',
  'office-sets-up-municipalities':
    'The program’s office sets municipalities up, invites the first person of their HR, and reads the list of those set up. It sees no proposals, rosters or histories inside them.',
  'office-reads-shared':
    'The program’s office reads what municipalities share of their proposals, and figures over it; nothing private and no names.',
  'office-keeps-its-own-roster':
    'The program’s office reads and edits the roster of its own staff, signs them out and erases personal data from it, and no municipality’s.',
}
