import { alike, type Words } from './words.ts'

/** Proposals, their links, who carries them, and what is shared of them. */
export const PROPOSALS: readonly Words[] = [
  {
    'AsOf.date':
      '`2023-01-12`, `2023-01` or `2022`: a day, a month or a fiscal year, as `precision` says',
    'AsOf.precision': 'How exactly the date is known',

    CarryOnInput: 'The cohort that carries a proposal on',
    'CarryOnInput.fiscalYear':
      'The cohort that carries it on, by its fiscal year: the number of its April',

    Comment: 'A comment, usually recorded for somebody else',
    CommentInput: 'A comment as it is sent',

    Handover: 'A proposal passing from one office or person to another',
    'Handover.from': 'Who carried it before; missing where nobody did',
    'Handover.note': 'The note for whoever comes next',
    'Handover.to': 'Who carries it from then on; missing where nobody does yet',

    HandoverInput: 'Handing a proposal over, with a note for whoever comes next',
    'HandoverInput.note': 'A note for whoever comes next',
    'HandoverInput.to':
      'Who is to carry it: an office, or a person there; nobody yet where it is null',

    LineageView: 'A proposal at the other end of a link',
    'LineageView.direction':
      'Whether this proposal points there (`outgoing`) or is pointed at (`incoming`)',
    'LineageView.kind': 'The kind of the link, read from the newer proposal to the older one',
    'LineageView.part':
      'The part (ア, イ …) that alone has the link; missing where the whole proposal has it',
    'LineageView.proposal': 'The proposal at the other end',

    Link: 'A link to another proposal (取組のつながり), kept on the newer one',
    'Link.kind': 'The kind of the link, read from the newer proposal to the older one',
    'Link.part': 'The part (ア, イ …) that alone has the link; the whole proposal without it',
    'Link.to': 'The proposal at the other end: the older one, or the one that is required',

    ProposalDetail: 'One proposal with everything that was said of it',
    'ProposalDetail.asked':
      'Whom to ask today: the steward, else the cohort’s people who are here, else HR',
    'ProposalDetail.asked.memberIds': 'The people to ask',
    'ProposalDetail.cohortUnreachable': 'Whether nobody of its cohorts can be asked today',
    'ProposalDetail.lineage': 'Where it came from and what followed',
    'ProposalDetail.permitted': 'What the reader may do with the proposal',
    'ProposalDetail.proposal': 'The proposal itself',
    'ProposalDetail.proposal.cohort':
      'The cohort that first made it, by its fiscal year: the number of its April, 令和4年度 is 2022',
    'ProposalDetail.proposal.comments': 'The comments, in the order they were recorded',
    'ProposalDetail.proposal.edition':
      'The number of the event that last changed its texts, or who carries it: what `If-Match` names',
    'ProposalDetail.proposal.formerTitles': 'What it was called before',
    'ProposalDetail.proposal.formerTitles.title': 'What it was called',
    'ProposalDetail.proposal.formerTitles.until': 'Until when it was called so, UTC',
    'ProposalDetail.proposal.handovers': 'Who has handed the proposal to whom',
    'ProposalDetail.proposal.questions': 'The questions (質問) about it',
    'ProposalDetail.proposal.referrals': 'Who was asked and pointed to somebody else',
    'ProposalDetail.proposal.reports':
      'The reports and hearings (報告・聞き取り), in the order they were recorded',
    'ProposalDetail.proposal.revisions': 'Who changed what of the proposal itself, and when',
    'ProposalDetail.questions':
      'By the id of a question that was there at the viewpoint: whose turn it was, whether the answer was late, and what the reader may do',
    'ProposalDetail.questions.permitted': 'What the reader may do with the question',
    'ProposalDetail.reports':
      'By the id of a report: where it stands, and what the reader may do with it',
    'ProposalDetail.reports.disputeOpen': 'Whether a discrepancy waits to be settled',
    'ProposalDetail.reports.holding': 'Whether it tells the outcome at the asked viewpoint',
    'ProposalDetail.reports.permitted': 'What the reader may do with the report',
    'ProposalDetail.reports.valid':
      'Whether it was in the hub at the asked viewpoint, and neither corrected nor withdrawn',

    ProposalEdit: 'An edit of a proposal: it names only what changes, and `null` empties a field',

    ProposalInput: 'A cohort’s proposal as it is sent',
    'ProposalInput.cohort':
      'The cohort that makes it, by its fiscal year: the number of its April, 令和4年度 is 2022',

    ProposalPage: 'A page of the register',
    'ProposalPage.rows': 'The proposals of the page, the newest first',
    'ProposalPage.themes':
      'The themes of all proposals, whatever the list is narrowed to; on the first page alone',
    'ProposalPage.total': 'How many proposals are found in all',

    ProposalRow: 'One line of the register',

    Referral:
      'Somebody who was asked does not know or is not in charge (分からない・担当ではない), and points to whoever is',
    'Referral.answer': 'Whether they do not know, or it is not theirs',
    'Referral.memberId':
      'Whose answer it is, where somebody else has written it down from their sheet',

    Revision: 'A change of the proposal itself',
    'Revision.fields': 'The fields that the edit changed',
    'Revision.fiscalYear':
      'The cohort that carried it on, by its fiscal year: the number of its April',
    'Revision.link': 'What was linked or unlinked',
    'Revision.type': 'What was done to the proposal',

    SharedPage: 'A page of what is shared; `nextCursor` leads on even where the page is short',
    'SharedPage.rows': 'The shared proposals of the page, the newest cohorts first',

    SharedProposal: 'What is shared of a proposal: no names, comments, disputes or private texts',
    'SharedProposal.code': 'What became of it, or `unconfirmed` (記録なし) where no report holds',
    'SharedProposal.reason': 'The reason in words, where that is shared too',

    Standing: 'How a proposal stands at the asked viewpoint',
    'Standing.by': 'Who said it: the speaker of a hearing, else the reporter',
    'Standing.by.role': 'In which role they spoke',
    'Standing.code': 'What became of it, or `unconfirmed` (記録なし) where no report holds',
    'Standing.kind': 'Own knowledge (報告), or somebody’s words, recorded (聞き取り)',
    'Standing.lastWord':
      'The day of the last word: of the report that holds, or of a confirmation of it',
    'Standing.reportId': 'The report that holds',
    'Standing.stale':
      'Whether there has been no word for too long (要更新): a mark beside the outcome, never instead of it',

    Steward: 'The office that carries a proposal, and the person there (所管課・担当者)',
    'Steward.memberId': 'The person there; the office as a whole without it',
    'Steward.office': 'The office that carries it (所管課)',

    TakeOverInput: 'Taking a proposal over',
    'TakeOverInput.note': 'A note that stays with the handover',
  },
  alike(['ProposalDetail.proposal', 'ProposalEdit', 'ProposalInput'], {
    'parts.title': 'What the part is called',
  }),
]
