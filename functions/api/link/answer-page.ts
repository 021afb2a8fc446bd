import { html } from 'hono/html'
import { type Day, tokyoDayOf } from '../../domain/calendar.ts'
import type { Refusal } from '../../domain/errors.ts'
import { type Language, messagesOf } from '../../domain/messages/messages.ts'
import { describe } from '../../domain/messages/problems.ts'
import { type Report, saidBy } from '../../domain/outcomes/report.ts'
import { holds, reportHolding, viewpointAt } from '../../domain/outcomes/standing.ts'
import type { Proposal } from '../../domain/proposals/proposal.ts'
import type { Register } from '../../domain/register.ts'
import { LINK_USES, type Request } from '../../domain/requests/request.ts'
import {
  dayAbout,
  isAskedAsSteward,
  mayStillSay,
  reportOfRequest,
  reportToKeep,
} from '../../domain/requests/request-answers.ts'
import { CARRYING, HOLDING_BACK, MANNERS, OUTCOMES } from '../../domain/words.ts'
import { FIELDS, type Typed, UNTYPED } from './answer-form.ts'
import { linkDeed } from './answer-writing.ts'
import type { Html } from './frame.ts'
import { linkTexts } from './link-texts.ts'

export type AnswerPage = {
  language: Language
  register: Register
  request: Request
  now: string
  /** What was typed and could not be recorded, by proposal. */
  typed?: readonly Typed[]
  errors?: readonly (readonly Refusal[])[]
  /** The use that the form goes on with, where not all of it could be recorded; else it is the next one. */
  use?: number
  notice?: 'recorded' | 'nothingChosen' | 'mend' | 'stale' | 'failed'
}

/** The form that a link opens: every proposal that somebody is asked about, nothing chosen. */
export function answerPage(page: AnswerPage): Html {
  const { language, register, request, notice } = page
  const t = linkTexts[language]
  const words = messagesOf(language)
  const { municipality } = register
  const name = language === 'en' ? municipality.nameEn : municipality.name
  const count = request.proposalIds.length
  const until = words.day(tokyoDayOf(request.expiresAt))
  const use = page.use ?? request.uses + 1
  const left = LINK_USES - use + 1
  const day = earlierDay(register, request, page.now)
  // What is sent must not look as if it still were to be sent.
  const isSent = (id: string) => request.answers[id] !== undefined
  const sent = request.proposalIds.filter(isSent).length
  const send = sent === 0 ? t.send : sent < count ? t.sendRest(count - sent) : t.sendCorrection
  return html`${notice && noticeOf(notice, language)}${
    sent === count
      ? html`<p><b>${t.allSent}</b></p>`
      : html`<p>${t.lead(name, words.day(request.dueOn))}</p>${count > 1 ? html`<p>${t.several(count)}</p>` : ''}`
  }${day === undefined ? '' : html`<p><b>${t.asks(words.day(day))}</b></p>`}<form method="post"><input type="hidden" name="${FIELDS.use}" value="${use}">${request.proposalIds.map(
    (id, at) => {
      const proposal = register.proposals.get(id)
      return proposal ? card(page, proposal, at) : ''
    },
  )}<p>${t.record}</p><button${sent === count ? html` class="o"` : ''}>${send}</button></form><p>${t.left(left, until)}</p>`
}

function noticeOf(notice: NonNullable<AnswerPage['notice']>, language: Language): Html {
  const t = linkTexts[language]
  if (notice === 'recorded')
    return html`<div class="n" role="status"><p><b>${t.thanks}</b></p><p>${t.recorded}</p></div>`
  return html`<div class="n e" role="alert"><p>${t[notice]}</p></div>`
}

function card(page: AnswerPage, proposal: Proposal, at: number): Html {
  const { language, request, now, typed, errors } = page
  const t = linkTexts[language]
  const words = messagesOf(language)
  const last = reportHolding(proposal, viewpointAt(now))
  const own = ownWords(proposal, request.memberId, now)
  const wrong = errors?.[at] ?? []
  const recorded = request.answers[proposal.id]
  const earlier = reportOfRequest(proposal, request, now)
  const known = last
    ? html`${outcomeIn(last, language)}${t.asOf(words.asOf(last.asOf))}`
    : t.nothingYet
  const isTheirs = mayStillSay(
    page.register,
    proposal,
    request,
    linkDeed(page.register, request, now, request.id),
  )
  const kept = reportToKeep(page.register, proposal, request, now)
  const same = unchangedFrom(page, at, kept, earlier)
  const fields = choices(page, proposal, { at, same, isTheirs })
  const isOpen = !recorded || wrong.length > 0 || (typed?.[at]?.choice ?? '') !== ''
  return html`<section${wrong.length > 0 ? html` class="e"` : ''}><h2>${proposal.title}</h2><p>${words.fiscalYears([proposal.cohort, ...proposal.carriedBy])}</p>${
    recorded
      ? html`<p><b>${t.answered}${earlier ? outcomeIn(earlier, language) : words.requestAnswers[recorded.answer]}</b></p>`
      : html`<p>${t.last}${known}</p>`
  }${own === undefined ? '' : html`<p>${t.yours}${own}</p>`}${wrong.map(
    ({ code, params }) =>
      html`<p class="x">${code === 'required' ? t.chooseOutcome : describe(language, code, params).detail}</p>`,
  )}${earlier && !isTheirs ? html`<p>${t.mendByHr}</p>` : isOpen ? fields : html`<details><summary>${t.correct}</summary>${fields}</details>`}</section>`
}

function choices(
  { language, register, request, now, typed }: AnswerPage,
  proposal: Proposal,
  { at, same, isTheirs }: { at: number; same: string | undefined; isTheirs: boolean },
): Html {
  const t = linkTexts[language]
  const words = messagesOf(language)
  const { choice, factors, reason, whoKnows } = typed?.[at] ?? UNTYPED
  const radio = (value: string, label: string) =>
    html`<label class="c"><input type="radio" name="${FIELDS.choice}${at}" value="${value}"${value === choice ? html` checked` : ''}>${label}</label>`
  const chip = (value: keyof typeof words.factors) =>
    html`<label class="c"><input type="checkbox" name="${FIELDS.factors}${at}" value="${value}"${factors.includes(value) ? html` checked` : ''}>${words.factors[value]}</label>`
  const day = earlierDay(register, request, now)
  const canDisown = !isTheirs || isAskedAsSteward(register, proposal, request, tokyoDayOf(now))
  const manner = (outcome: string, name: string) =>
    language === 'en' ? `${outcome}: ${name}` : `${outcome}・${name}`
  const states = html`${same === undefined ? '' : radio(same, t.unchanged)}${OUTCOMES.map(
    (outcome) =>
      MANNERS[outcome].length === 0
        ? radio(outcome, words.outcomes[outcome])
        : MANNERS[outcome].map((one) =>
            radio(`${outcome}.${one}`, manner(words.outcomes[outcome], words.manners[one])),
          ),
  )}`
  const why = html`<div class="f"><fieldset><legend>${t.why}</legend><div class="h"><p>${t.holding}</p>${HOLDING_BACK.map(chip)}</div><div class="k"><p>${t.carrying}</p>${CARRYING.map(chip)}</div><p>${t.either}</p>${chip('other')}${chip('unknown')}</fieldset><label><span class="q">${t.reason}</span><textarea name="${FIELDS.reason}${at}" rows="3" maxlength="2000">${reason}</textarea></label></div>`
  return html`${isTheirs ? '' : html`<p><b>${t.notTheirs}</b></p>`}<fieldset><legend>${day === undefined ? t.how : t.howOn(words.day(day))}</legend>${isTheirs ? states : ''}${radio('unknown', t.unknown)}${canDisown ? radio('not_mine', t.notMine) : ''}</fieldset><div class="w"><label><span class="q">${t.whoKnows}</span><input type="text" name="${FIELDS.whoKnows}${at}" value="${whoKnows}" maxlength="2000"></label></div>${isTheirs ? why : ''}`
}

/** The day that is asked about, where that isn't today. */
function earlierDay(register: Register, request: Request, now: string): Day | undefined {
  const today = tokyoDayOf(now)
  const day = dayAbout(register, request, today)
  return day < today ? day : undefined
}

/**
 * The choice 前回から変わりなし, of the report that it carries on: none where a correction wouldn't be one. A form that
 * is sent again says the same as before, also of what it has recorded already.
 */
function unchangedFrom(
  { use, typed }: AnswerPage,
  at: number,
  kept: Report | undefined,
  earlier: Report | undefined,
): string | undefined {
  if (!earlier) return kept && `same.${kept.id}`
  const recorded = `same.${earlier.unchangedFrom}`
  return use !== undefined && typed?.[at]?.choice === recorded ? recorded : undefined
}

function outcomeIn({ outcome, manner }: Report, language: Language): string {
  const words = messagesOf(language)
  if (manner === undefined) return words.outcomes[outcome]
  return language === 'en'
    ? `${words.outcomes[outcome]}: ${words.manners[manner]}`
    : `${words.outcomes[outcome]}・${words.manners[manner]}`
}

/** The receiver's own last words; nobody else's are shown to whoever holds a link. */
function ownWords(proposal: Proposal, memberId: string, now: string): string | undefined {
  return proposal.reports.findLast(
    (report) =>
      saidBy(report) === memberId &&
      report.by.memberId === memberId &&
      report.unchangedFrom === undefined &&
      holds(report, now),
  )?.reason
}
