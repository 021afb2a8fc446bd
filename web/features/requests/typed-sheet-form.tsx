import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { SHEET_CHOICES } from '../../../functions/domain/requests/answer-choices.ts'
import { FACTORS } from '../../../functions/domain/words.ts'
import { useTexts } from '../../i18n/language.tsx'
import { type RequestDetail, recordSheetAnswer, recordSheetReferral } from '../../request-client.ts'
import { Field, FieldGroup } from '../../ui/field.tsx'
import { Chips, Select } from '../../ui/inputs.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useDraft } from '../drafts/draft.ts'
import { DayField } from '../forms/day-field.tsx'
import { Refusal, type WrongField } from '../forms/failure.ts'
import { TextField } from '../forms/text-field.tsx'
import { type ErrorOf, WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { isTyped, type Typed, UNTYPED, wrongIn } from './typed-sheet.ts'

type Asked = RequestDetail['asked'][number]

/**
 * A whole sheet at once, each of its proposals recorded by itself: what one is refused for is told beside it,
 * the others are in, and nothing that was typed is lost.
 */
export function TypedSheetForm({
  request: { requestId, asked },
  onDone,
}: {
  request: RequestDetail
  onDone: (count: number) => void
}) {
  const { code, owner, today } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const done = useRef(new Set<string>())
  const draft = useDraft(owner, `sheet/${requestId}`, {
    heardOn: today as string,
    typed: {} as Record<string, Typed>,
  })
  const open = asked.filter(({ answer }) => !answer)
  const typedOf = (id: string) => draft.values.typed[id] ?? UNTYPED
  const set = (id: string, patch: Partial<Typed>) =>
    draft.set({ typed: { ...draft.values.typed, [id]: { ...typedOf(id), ...patch } } })

  async function record({ proposalId }: Asked, heardOn: string, key: string): Promise<void> {
    const { choice, factors, reason } = typedOf(proposalId)
    const at = { municipality: code, requestId, key: `${key}.${proposalId}` }
    const text = reason.trim()
    const said = SHEET_CHOICES[Number(choice)]
    if (said === undefined || said === 'unknown')
      await recordSheetReferral(at, { proposalId, ...(text && { whoKnows: text }) })
    else
      await recordSheetAnswer(at, {
        ...{ proposalId, heardOn, factors, ...said },
        ...(text && { reason: text }),
      })
  }

  async function recordAll(heardOn: string, key: string): Promise<number> {
    const wrong: WrongField[] = []
    let refused: Refusal | undefined
    for (const one of open) {
      if (!isTyped(typedOf(one.proposalId)) || done.current.has(one.proposalId)) continue
      try {
        await record(one, heardOn, key)
        done.current.add(one.proposalId)
      } catch (error) {
        // What isn't about this proposal alone stops everything; else it is told, and the rest goes on.
        const isOfOne = error instanceof Refusal && [400, 409, 422].includes(error.status)
        if (!isOfOne || error.code === 'idempotency_key_reused') throw error
        refused = error
        const fields = error.fields.length > 0 ? error.fields : [{ ...error, pointer: '/choice' }]
        for (const { pointer, code: reason, detail } of fields)
          wrong.push({
            // The day is the same for all.
            pointer: pointer === '/heardOn' ? pointer : `/${one.proposalId}${pointer}`,
            code: reason,
            detail: t.requests.about(one.title, detail),
          })
      }
    }
    if (!refused) return done.current.size
    if (done.current.size > 0) void recorded()
    throw new Refusal({ ...refused, title: refused.message, errors: wrong })
  }

  const cards = (errorOf: ErrorOf) =>
    asked.map((one) => (
      <Card
        key={one.proposalId}
        asked={one}
        typed={typedOf(one.proposalId)}
        set={(patch) => set(one.proposalId, patch)}
        errorOf={errorOf}
      />
    ))
  if (open.length === 0) return <div className="mt-4 space-y-4">{cards(() => undefined)}</div>
  return (
    <WriteForm
      draft={draft}
      check={({ heardOn }) => wrongIn(open, typedOf, heardOn, t)}
      send={({ heardOn }, key) => recordAll(heardOn, key)}
      onDone={(count) => {
        void recorded()
        onDone(count)
      }}
      submitLabel={t.requests.typeSubmit}
    >
      {(errorOf) => (
        <>
          <p>{t.requests.typeHint}</p>
          <DayField
            name="heardOn"
            label={t.requests.typeHeardOn}
            required
            error={errorOf('heardOn')}
            max={today}
            value={draft.values.heardOn}
            onChange={(day) => draft.set({ heardOn: day })}
          />
          {cards(errorOf)}
        </>
      )}
    </WriteForm>
  )
}

function Card({
  asked: { proposalId, number, title, cohorts, last, answer },
  typed: { choice, factors, reason },
  set,
  errorOf,
}: {
  asked: Asked
  typed: Typed
  set: (patch: Partial<Typed>) => void
  errorOf: ErrorOf
}) {
  const { code } = usePlace()
  const { t, words, dates } = useTexts()
  const inWords = ({ outcome, manner }: NonNullable<Asked['last']>) =>
    `${words.outcomes[outcome]}${manner ? `${t.common.dot}${words.manners[manner]}` : ''}`
  const said = SHEET_CHOICES[Number(choice)]
  const isUnknown = choice !== '' && said === 'unknown'
  return (
    <section className="rounded-8 border border-solid-gray-420 p-4">
      <h2 className="font-700">
        {number}{' '}
        <Link
          to="/m/$municipality/proposals/$proposalId"
          params={{ municipality: code, proposalId }}
          className="text-blue-900 underline"
        >
          {title}
        </Link>
      </h2>
      <p className="text-[0.875rem] text-solid-gray-700">
        {dates.fiscalYears(cohorts)}
        {t.common.dot}
        {t.requests.lastKnown}
        {last
          ? `${inWords(last)}${t.common.aside(dates.asOf(last.asOf))}`
          : words.standings.unconfirmed}
      </p>
      {answer ? (
        <p className="mt-2">
          <Tag kind="good">{words.requestAnswers[answer.answer]}</Tag>{' '}
          {t.requests.typeAnswered(dates.instantDay(answer.at))}
        </p>
      ) : (
        <div className="mt-3 space-y-5">
          <Field
            name={`${proposalId}/choice`}
            label={t.report.outcome}
            error={errorOf(`${proposalId}/choice`) ?? errorOf(`${proposalId}/outcome`)}
          >
            {(ids) => (
              <Select
                {...ids}
                value={choice}
                onChange={(event) => set({ choice: event.target.value })}
              >
                <option value="">{t.requests.nothingWritten}</option>
                {SHEET_CHOICES.map((one, at) => {
                  const label =
                    one === 'unknown' ? words.requestAnswers.unknown : inWords(one as never)
                  return (
                    <option key={label} value={at}>
                      {at + 1} {label}
                    </option>
                  )
                })}
              </Select>
            )}
          </Field>
          {choice !== '' && !isUnknown && (
            <FieldGroup
              name={`${proposalId}/factors`}
              legend={t.report.factors}
              error={errorOf(`${proposalId}/factors`)}
            >
              <Chips
                name={`factors ${proposalId}`}
                values={factors}
                options={FACTORS.map((factor, at) => ({
                  value: factor,
                  label: `${at + 1} ${words.factors[factor]}`,
                }))}
                onChange={(chosen) => set({ factors: chosen })}
              />
            </FieldGroup>
          )}
          <TextField
            name={`${proposalId}/reason`}
            label={isUnknown ? t.requests.typeWhoKnows : t.requests.typeReason}
            error={errorOf(`${proposalId}/reason`) ?? errorOf(`${proposalId}/whoKnows`)}
            rows={2}
            value={reason}
            onChange={(text) => set({ reason: text })}
          />
        </div>
      )}
    </section>
  )
}
