import type { PeopleTexts } from './people-ja.ts'

export const peopleEn: PeopleTexts = {
  stewardship: {
    title: 'Who carries it',
    nobodyNamed: 'The office carries it, without a named person',
    asked: 'Whom to ask',
    askedNobody: 'Nobody on the roster can be asked now',
    cohortUnreachable: 'Nobody of the cohort of that time can be reached now',
    orphanedLead:
      'Until somebody new carries it, this proposal stays listed as one without a steward.',
    lastNote: 'Note of the last steward',
    noLastNote: 'No handover note was left.',
    orphanedOnly: 'Only those whose steward is gone',
    takeOver: 'Take it over',
    takeOverLead: (office) => `You become the person in charge, in "${office}".`,
    noOffice:
      'The roster does not say which office you are in, so you cannot take it over yet. Ask the HR section to enter your office.',
    takeOverSubmit: 'Take it over',
    handOver: 'Hand it over',
    handOverLead: 'Choose who carries it from now on, and write down what they should know.',
    handOverSubmit: 'Hand it over',
    person: 'Who carries it next',
    personMissing: 'Choose who carries it next.',
    office: 'Office in charge',
    officeHint: 'Choosing a person fills in their office from the roster.',
    officeMissing: 'Enter the office in charge.',
    officeOnly: 'Leave it to an office',
    officeOnlyLead: 'Records that an office carries it, without a named person.',
    officeOnlySubmit: 'Leave it to the office',
    note: 'Handover note',
    noteHint: 'How it came about, offices involved, what to decide next, where the papers are.',
    handover: 'Handover',
    fromTo: (from, to) => `${from} → ${to}`,
    nobody: '(nobody)',
    done: 'It is recorded who carries it.',
  },
}
