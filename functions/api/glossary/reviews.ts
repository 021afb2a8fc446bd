import { alike, type Words } from './words.ts'

/** The yearly review of past proposals. */
export const REVIEWS: readonly Words[] = [
  {
    AwaitedView: 'Somebody who has not answered yet',
    'AwaitedView.byMail': 'Whether an e-mail reaches them; else they are asked by paper',
    'AwaitedView.office': 'The office the person is in today',
    'AwaitedView.proposalIds': 'The proposals that they are waited for with',
    'AwaitedView.requestId':
      'This review’s last request to them, whose sheet (回答票) one may print; only for those who may ask',

    FindingInput: 'What was learned in a conversation',
    FindingView: 'A finding as it is shown',
    'FindingView.sequence': 'The number of the event that holds it: what `If-Match` names',
    'FindingView.text': 'The words themselves; missing where they were erased',

    ReflectionInput: 'What the cohort makes of it all (総括), as it is sent',

    ReviewAsked: 'Whom a review has asked now',
    'ReviewAsked.asked': 'Who was asked, and about what',

    ReviewAsking: 'Whom a review asks',
    'ReviewAsking.memberIds': 'Only these of the people who would be asked; all of them without it',

    ReviewChange: 'What became of one proposal from one closed review to the next',
    'ReviewChange.after': 'How it stands in this review',
    'ReviewChange.before': 'How it stood in the earlier review; missing where it was not in there',
    'ReviewChange.move': 'What became of it from the earlier review to this one',

    ReviewClosing: 'Closing what was looked at',
    'ReviewClosing.edition':
      'The one of `ReviewDetail` that was looked at; where anything differs by now, closing is refused',

    ReviewContent:
      'What a review says: the rows, the years without cohort, findings and reflection',
    'ReviewContent.day':
      'The day its rows are about: the review’s date, or the present day while that lies ahead',
    'ReviewContent.findings': 'What was learned about no single proposal',
    'ReviewContent.reflection': 'What the cohort makes of it all (総括)',
    'ReviewContent.reflection.by': 'Who wrote it',
    'ReviewContent.reflection.sequence':
      'The number of the event that holds it: what `If-Match` names',
    'ReviewContent.reflection.text': 'The words themselves; missing where they were erased',
    'ReviewContent.reviewId': 'The review that says it',
    'ReviewContent.rows': 'One for each proposal of an earlier cohort, the oldest cohort first',
    'ReviewContent.version': 'The closed version that is shown; missing while the review is open',
    'ReviewContent.years': 'The years without a cohort, and those of which nothing is known',

    ReviewCounts: 'How many proposals are in which state (「17件中12件回答」)',
    'ReviewCounts.answered': 'Of how many somebody has spoken in the review’s fiscal year',
    'ReviewCounts.final': 'How many are final',
    'ReviewCounts.waiting': 'Of how many nobody has spoken in the review’s fiscal year',
    'ReviewSummary.counts':
      'How many of its rows are in which state: now while it is open, else when it was last closed',

    ReviewDates:
      'The day the rows are about, and until when answers are asked for; what is left out stays',

    ReviewDetail: 'One review with everything to work on it',
    'ReviewDetail.awaited': 'Who has not answered yet; nobody in a closed version',
    'ReviewDetail.comparison': 'What changed since the last closed review of an earlier year',
    'ReviewDetail.comparison.changes': 'One for each of this review’s proposals',
    'ReviewDetail.comparison.fiscalYear':
      'Of which fiscal year that earlier review is: the number of its April',
    'ReviewDetail.confirmable': 'The proposals whose report this person may confirm or dispute',
    'ReviewDetail.content': 'What the review says',
    'ReviewDetail.edition': 'Stands for all that closing would freeze: what `ReviewClosing` names',
    'ReviewDetail.milestones': 'The months by which the work should be there',
    'ReviewDetail.milestones.milestone':
      'Conversations in May, a draft in October, handing it over to the program in January',
    'ReviewDetail.milestones.month': 'In which month, such as `2022-05`',
    'ReviewDetail.permitted': 'What the reader may do with the review',
    'ReviewDetail.proof': 'Of a closed version: whether it still is what was closed',
    'ReviewDetail.proof.asClosed': 'Whether it has the hash that its closing told the history',
    'ReviewDetail.proof.erasedTexts': 'How many of its texts were erased since',
    'ReviewDetail.review': 'The review itself, with its versions',

    ReviewList: 'The reviews (過年度取組検証) of all years',
    'ReviewList.blockedBy':
      'The open review that keeps this person from opening one of a later year; missing where none does',
    'ReviewList.openable': 'The years this person may open a review for now, with the usual dates',
    'ReviewList.reviews': 'One for each fiscal year, the newest first',

    ReviewOpening: 'Which year to review, as of which day, with answers until when',

    ReviewPerson: 'Somebody by role and cohort; by name inside the municipality alone',
    'ReviewPerson.note': 'What else is known of the person',
    'ReviewPerson.role': 'In which role; `unattributed` where the source does not tell',

    ReviewReopening: 'Opening a closed review again',
    'ReviewReopening.reason': 'Why it is opened again',

    ReviewRowView: 'One proposal in a review',
    'ReviewRowView.answeredBy':
      'Whose answer to the report that holds it is: HR’s, or the cohort’s where it is HR’s own word',
    'ReviewRowView.answeredOn': 'The date that the other side’s answer is about',
    'ReviewRowView.asked': 'Whom the review has asked about it',
    'ReviewRowView.asked.at': 'When they were asked, UTC',
    'ReviewRowView.asked.people': 'Who was asked',
    'ReviewRowView.asked.referrals': 'Who of them has pointed elsewhere since, the first one first',
    'ReviewRowView.asked.referrals.answer': 'Whether they don’t know, or it is not theirs',
    'ReviewRowView.asked.referrals.at': 'When they said so, UTC',
    'ReviewRowView.broken': 'Its prerequisites that stall or were never started',
    'ReviewRowView.by': 'Who said it: the speaker of a hearing, else the reporter',
    'ReviewRowView.confirmationId': 'The other side’s answer to the report that holds',
    'ReviewRowView.findings': 'What the cohort learned about this proposal',
    'ReviewRowView.hasReason': 'Whether the report that holds had a reason in words',
    'ReviewRowView.isErased': 'Whether those words were erased since',
    'ReviewRowView.marks': 'What a reader must know beside the outcome',
    'ReviewRowView.reportId': 'The report that holds',
    'ReviewRowView.reportedOn': 'The day on which the report was recorded',
    'ReviewRowView.saidOn':
      'The day of the last word: of the report that holds, or of a confirmation of it',
    'ReviewRowView.source': 'Where the report was taken from',
    'ReviewRowView.source.title': 'What the source is called',
    'ReviewRowView.title': 'What the proposal was called as known then',

    ReviewSubmission: 'Handing a closed review in to the program (部会へ提出)',
    'ReviewSubmission.texts': 'The proposals whose reasons in words go along',
    'ReviewSubmission.version': 'Which version is handed in; it must be the last one',

    ReviewSummary: 'One review in a list',
    'ReviewSummary.amending': 'Open again: which version will be replaced, and why',
    'ReviewSummary.amending.at': 'When it was opened again, UTC',
    'ReviewSummary.amending.of': 'The version that will be replaced',
    'ReviewSummary.amending.reason': 'Why it was opened again',
    'ReviewSummary.isOpen': 'Whether it is worked on; a closed one does not change any more',
    'ReviewSummary.openedAt': 'When it was opened, UTC',
    'ReviewSummary.versions': 'Each closing, the first one first',

    ReviewVersion: 'One closing of a review',
    'ReviewVersion.amendedBy': 'Who opened the review again for it',
    'ReviewVersion.amends': 'The version whose place it takes',
    'ReviewVersion.by': 'Who closed it',
    'ReviewVersion.day': 'The day its rows are about',
    'ReviewVersion.knownAt': 'When it was closed, UTC: its rows are as known then',
    'ReviewVersion.number': 'Which closing it is: the first is 1',
    'ReviewVersion.reason': 'Why the review was opened again for it',
    'ReviewVersion.submitted': 'When, by whom and with which reasons it was handed in (部会へ提出)',
    'ReviewVersion.submitted.at': 'When it was handed in, UTC',
    'ReviewVersion.submitted.by': 'Who handed it in',
    'ReviewVersion.submitted.texts': 'The proposals whose reasons in words went along',

    SubmittedReview: 'What a municipality handed in to the program of a closed review',
    'SubmittedReview.day': 'The day its rows are about',
    'SubmittedReview.handedInAt': 'When it was handed in, UTC',
    'SubmittedReview.rows': 'One for each proposal of an earlier cohort, the oldest cohort first',
    'SubmittedReview.version': 'Which version was handed in',

    SubmittedRow: 'One proposal of it: how it stands and why, in words where those were handed in',
    'SubmittedRow.reason': 'The reason in words, where that was handed in',
    'SubmittedRow.title': 'What the proposal was called as known then',

    YearWithout: 'A year without a cohort, or of which nothing is known',
  },
  alike(['FindingInput', 'FindingView'], {
    heardFrom: 'Whose words they are, by role and cohort or as a person of the roster',
    proposalId: 'The proposal it is about; no single one without it',
  }),
  alike(['ReviewContent', 'ReviewVersion'], {
    counts: 'How many of its rows are in which state',
  }),
  alike(['ReviewContent', 'ReviewDates', 'ReviewList.openable', 'ReviewOpening', 'ReviewSummary'], {
    asOf: 'The day the review is about (基準日)',
  }),
  alike(['ReviewChange.after', 'ReviewChange.before', 'ReviewRowView', 'SubmittedRow'], {
    standing: 'What became of it, or `unconfirmed` (記録なし) where no report holds',
    state: 'Final, spoken of in the review’s fiscal year, or waited for',
  }),
]
