import type { Problems } from './problems.ts'
import { fieldProblemsEn, year } from './problems-fields-en.ts'

/** Every refusal in English. */
export const problemsEn: Problems = {
  ...fieldProblemsEn,
  validation_failed: {
    title: 'Please correct what was entered',
    detail: 'Some fields cannot be taken. See the note at each of them, correct it and send again.',
  },
  invalid_json: {
    title: 'Not readable as JSON',
    detail: 'The body of the request is not valid JSON. Please check it and send again.',
  },
  unsupported_media_type: {
    title: 'Unsupported content type',
    detail: 'Please send JSON, with Content-Type: application/json.',
  },
  body_too_large: {
    title: 'Too large',
    detail: 'One request may have at most 1 MB. Please send less.',
  },
  answer_too_large: {
    title: 'The file is too large to be fetched at once',
    detail:
      'Ask for it under “Exports that take a while” on the page “Exports”, and fetch it when it is made. For what is not there, ask whoever runs the hub.',
  },
  cursor_invalid: {
    title: 'The list cannot go on from here',
    detail:
      'The list can’t go on, as what it was asked for has changed. Please open it from its beginning.',
  },
  idempotency_key_required: {
    title: 'Idempotency-Key is missing',
    detail:
      'So that nothing is recorded twice, every write needs an Idempotency-Key header, for example a UUID.',
  },
  idempotency_key_reused: {
    title: 'The same key with another content',
    detail:
      'Something else was already recorded under this Idempotency-Key. Look at what is recorded, and use a new key for a new request.',
  },
  if_match_required: {
    title: 'If-Match is missing',
    detail: 'An edit needs the ETag of the edition you read, in the If-Match header.',
  },
  stale_edit: {
    title: 'Somebody else edited it first',
    detail:
      'It changed while you were editing, so nothing was saved. Load what it says now, compare, and save again.',
  },
  origin_mismatch: {
    title: "Not sent from the hub's own pages",
    detail: 'For safety, writes from other sites are not taken. Please use the pages of the hub.',
  },
  not_signed_in: {
    title: 'Not signed in',
    detail: 'You are not signed in, or your session has ended. Please sign in and try again.',
  },
  not_allowed: {
    title: 'Not allowed',
    detail:
      'Your role does not allow this. If you need it, please ask the HR section that dispatches the cohorts.',
  },
  not_found: {
    title: 'Not found',
    detail:
      'It does not exist, or your role does not let you see it. Please check the URL and what you chose.',
  },
  own_claim: {
    title: 'Nobody answers their own request',
    detail: 'Please ask a colleague of HR to answer it.',
  },
  own_side: {
    title: 'Nobody answers their own side',
    detail:
      "Confirming and marking a discrepancy are up to the other side: the cohort or its alumni for the dispatcher's reports, the dispatcher for theirs. Please ask them.",
  },
  report_replaced: {
    title: 'Already corrected',
    detail: 'Another report has replaced this one. Please use the corrected report.',
  },
  report_withdrawn: {
    title: 'Already withdrawn',
    detail: 'A withdrawn report cannot be changed or answered. Please record a new one if needed.',
  },
  already_confirmed: {
    title: 'It is confirmed already',
    detail:
      'A colleague has confirmed it since the list was opened. Nothing was recorded for this report.',
  },
  already_answered: {
    title: 'It is answered already',
    detail:
      'The answer about this proposal is recorded already, and nothing was recorded now. To correct it, open the proposal.',
  },
  confirmation_disputed: {
    title: 'A discrepancy is marked',
    detail:
      'It can’t be confirmed together with others. Look at the proposal and confirm it by itself. Nothing was recorded for this report.',
  },
  nothing_to_withdraw: {
    title: 'No answer to withdraw',
    detail: 'This report has no confirmation or discrepancy that could be withdrawn.',
  },
  unchanged_differs: {
    title: 'Not the same as last time',
    detail:
      'The report that "no change" was taken from is not the one that holds now. Please reload the proposal, look at it and record again.',
  },
  nothing_changed: {
    title: 'Nothing changed',
    detail: 'This is what is recorded already, so there is nothing to save.',
  },
  already_linked: {
    title: 'Already linked',
    detail: 'There is already a link of this kind to that proposal.',
  },
  not_linked: {
    title: 'No such link',
    detail:
      'The link to be removed is not there. It may have been removed already. Please reload the page to see.',
  },
  link_to_itself: {
    title: 'A proposal cannot be linked to itself',
    detail: 'Please choose another proposal.',
  },
  link_cycle: {
    title: 'The links would form a circle',
    detail:
      'From the other proposal, links lead back to this one. Please check the direction, or remove another link first.',
  },
  link_not_older: {
    title: 'The other proposal is of a later year',
    detail:
      'Successions, new attempts, mergers and splits lead from the newer proposal to the older one. Please add the link on the other proposal.',
  },
  already_carried_on: {
    title: 'Already recorded',
    detail: 'It is already recorded that this cohort carried the proposal on.',
  },
  cohort_unknown: {
    title: 'No cohort known for that year',
    detail: (params) =>
      `No cohort is registered for ${year(params, 'that fiscal year')}. Please check the year. If it is right, HR can add the cohort in the settings.`,
  },
  carried_on_too_early: {
    title: 'Not later than the proposal',
    detail: 'A proposal is carried on in a later fiscal year than its own. Please choose one.',
  },
  proposal_full: {
    title: 'This proposal takes no more records',
    detail:
      'It has reached the most that one proposal can hold. Enter a new proposal for what follows, and link it as its successor.',
  },
  own_access: {
    title: 'Not your own access',
    detail:
      'You can’t suspend yourself, give up your own HR role, end it earlier, or record that you leave. Ask somebody else of HR.',
  },
  office_unknown: {
    title: 'Your office is not known',
    detail:
      'The roster doesn’t say which office you are in. Ask the dispatching section to enter it.',
  },
  nobody_reachable: {
    title: 'Nobody can be reached',
    detail:
      'None of these people can be reached from here. Ask somebody else, or ask in person or by phone and record it as a hearing.',
  },
  question_ended: {
    title: 'The question has ended',
    detail: 'Nothing can be written in it any more. To go on asking, ask a new question.',
  },
  question_unanswered: {
    title: 'There is no answer yet',
    detail: 'It can’t end as answered. Choose “no answer” or “withdrawn”.',
  },
  inquiries_full: {
    title: 'No more questions for now',
    detail:
      'A municipality has at most 30 questions to others open at once, and one person asks at most 10 a day. You can ask again once an answer arrives or you withdraw a question; after your tenth of a day, tomorrow.',
  },
  invitation_invalid: {
    title: 'This invitation can’t be used',
    detail:
      'It was revoked or replaced. Open the newest invitation e-mail, or ask the dispatching section for a new one.',
  },
  invitation_used: {
    title: 'This invitation was accepted already',
    detail:
      'Sign in with the address it was accepted with, and you are in. If that wasn’t you, or it doesn’t let you in, ask the dispatching section.',
  },
  invitation_expired: {
    title: 'The invitation has lapsed',
    detail: 'Invitations are valid for 14 days. Ask the dispatching section for a new one.',
  },
  already_bound: {
    title: 'Already signed up',
    detail:
      'This person already uses the hub, or this address already belongs to somebody else on the roster. Ask the dispatching section.',
  },
  not_invitable: {
    title: 'This person can’t be invited',
    detail: 'They are suspended or have left. Please check what the roster says.',
  },
  person_erased: {
    title: 'This person’s data has been erased',
    detail: 'Nothing on the roster can be changed for them, and nobody can name them anew.',
  },
  set_up_code_invalid: {
    title: 'This set-up link can’t be used',
    detail:
      'It has expired, was used already, or was replaced when the hub started again. Please open the latest link that the start has printed.',
  },
  municipality_exists: {
    title: 'This municipality is set up already',
    detail: 'There is one with the same code. Please look at the list.',
  },
  hr_has_accepted: {
    title: 'HR of this municipality is here already',
    detail:
      'Its own HR invites people, from the roster. The office does so only where nobody of HR is in service any more.',
  },
  no_address: {
    title: 'No e-mail address',
    detail: 'The roster has no address to send the invitation to. Please enter one.',
  },
  review_open: {
    title: 'Another review is open',
    detail: 'Only one review can be open at a time. Please close the open one first.',
  },
  review_exists: {
    title: 'This year has its review already',
    detail: 'Please open it from the list of reviews. A closed one is amended by a new version.',
  },
  review_closed: {
    title: 'This review is closed',
    detail:
      'A closed review does not change any more; amend it by a new version. What you wrote is still on the page.',
  },
  review_not_closed: {
    title: 'Not possible for this version',
    detail:
      'This is possible only for the latest closed version. Please reload the page to see how it stands.',
  },
  review_moved: {
    title: 'Something changed while you looked',
    detail:
      'An answer, a finding, the dates or whom one asks changed meanwhile. Please look at it again before closing.',
  },
  conflict: {
    title: 'Crossed with another record',
    detail:
      'Something else was recorded at the same moment, so nothing was saved. Please wait a little and send again.',
  },
  too_many_requests: {
    title: 'Too much at once',
    detail: ({ seconds }) =>
      `There were too many requests in a short time, so this one was not taken. Please wait ${seconds ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : 'a little'} and send again; what you have entered is still there.`,
  },
  unavailable: {
    title: 'Not available right now',
    detail:
      'The hub can’t be used for a moment. Please try again a little later: nothing is recorded twice.',
  },
  paused: {
    title: 'The hub is closed for maintenance right now',
    detail:
      'Nothing can be read or recorded until it is over. Please come back later; if you were sending something, it was not recorded: send it again then.',
  },
  internal: {
    title: 'Something went wrong in the hub',
    detail:
      'There was nothing wrong with what you entered. Please try again in a moment. If it goes on, tell whoever runs the hub when it happened.',
  },
}
