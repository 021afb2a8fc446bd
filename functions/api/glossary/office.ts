import { alike, type Words } from './words.ts'

/** The program's office (部会事務局): setting municipalities up, and what it counts. */
export const OFFICE: readonly Words[] = [
  {
    Colleague: 'A person of the office, as they are put on its roster',

    FirstAccount: 'What makes an account the office’s first person',
    'FirstAccount.code': 'The last part of the set-up link',

    FirstHr: 'A person of a municipality’s HR, as the office names them',

    Municipalities: 'The municipalities that are set up',
    'Municipalities.municipalities': 'One for each municipality, by code',

    MunicipalityEntry: 'What the office sees of a municipality: nothing that is its own',
    'MunicipalityEntry.hr':
      'How far its HR has come: nobody named, invited by a mail that was not delivered, invited, or accepted at least once',
    'MunicipalityEntry.invitedUntil': 'Until when the last invitation of somebody of HR holds, UTC',

    OfficeStatistics:
      'What the office sees across municipalities: no figure on fewer than five proposals',
    'OfficeStatistics.countedOn': 'The day for which the figures were counted',
    'OfficeStatistics.fiscalYear': 'The running fiscal year, as the number of its April',
    'OfficeStatistics.municipalities': 'All that are set up, by code',
    'OfficeStatistics.municipalities.handedInAt':
      'When the municipality handed this year’s review in, UTC; missing where it has not',
    'OfficeStatistics.municipalities.side':
      'Its shared proposals by outcome, where it agreed and shares at least five',
    'OfficeStatistics.pooled':
      'Over all that is shared: no figure on fewer than three municipalities',
    'OfficeStatistics.pooled.carrying':
      'How many that go on or are completed name each reason code that carries',
    'OfficeStatistics.pooled.curves': 'The continuation curves, by the kind of their groups',
    'OfficeStatistics.pooled.curves.by': 'Into which groups the begun proposals are put',
    'OfficeStatistics.pooled.holdingBack':
      'How many that stalled or were never started name each reason code that holds back',
    'OfficeStatistics.pooled.ladder':
      'How many of each standing in the organization go on or are completed, and how many do not',
    'OfficeStatistics.pooled.ladder.key':
      'The standing in the organization, followed by `/alive` for those that go on or are completed, else by `/not`',
    'OfficeStatistics.pooled.outcomes': 'How many stand how',
    'OfficeStatistics.pooled.outcomes.key': 'The outcome, or `unconfirmed` (記録なし)',
    'OfficeStatistics.pooled.total':
      'How much is shared in all; left out for fewer than five proposals or three municipalities',
    'OfficeStatistics.pooled.total.municipalities': 'How many municipalities share something',
    'OfficeStatistics.pooled.total.proposals': 'How many proposals are shared',

    OfficeSuspension: 'Taking a colleague’s access away, or giving it back',
    ReinviteInput: 'Whom to invite instead',

    SetUpInput: 'A municipality as the office sets it up',
    'SetUpInput.hr': 'The first person of its HR, who is invited by e-mail',
  },
  alike(['OfficeStatistics.pooled.carrying', 'OfficeStatistics.pooled.holdingBack'], {
    key: 'The reason code (理由の区分)',
  }),
  alike(
    ['carrying', 'holdingBack', 'ladder', 'outcomes'].map(
      (one) => `OfficeStatistics.pooled.${one}`,
    ),
    { count: 'How many proposals that is; left out where it is too small to be told' },
  ),
  alike(['MunicipalityEntry', 'OfficeStatistics.municipalities', 'SetUpInput'], {
    name: 'The municipality’s name',
  }),
]
