import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { answerClaim } from '../../own-data-client.ts'
import { type RosterEntry, rosterQuery } from '../../people-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/inputs.tsx'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useDraft } from '../drafts/draft.ts'
import { TextField } from '../forms/text-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'

export type Claim = NonNullable<RosterEntry['claims']>[number]

/** What somebody asks about their data, and what HR answered. */
export function ClaimList({
  claims,
  onAnswer,
}: {
  claims: Claim[]
  onAnswer?: ((claim: Claim) => void) | undefined
}) {
  const { t, words, dates } = useTexts()
  return (
    <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
      {[...claims].reverse().map((claim) => {
        const { id, kind, text, madeAt, answer } = claim
        return (
          <li key={id} className="py-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-700">{words.claimKinds[kind]}</span>
              <span className="text-[0.875rem]">{dates.instant(madeAt)}</span>
              <Tag kind={answer ? 'plain' : 'warning'}>
                {answer ? words.claimResults[answer.result] : t.claims.open}
              </Tag>
            </p>
            <p className="mt-1 break-words whitespace-pre-line">{text}</p>
            {answer && (
              <p className="mt-1 break-words whitespace-pre-line text-[0.875rem]">
                {t.claims.answered(dates.instant(answer.at))}
                {answer.reason && `${t.common.colon}${answer.reason}`}
                {answer.own && ` ${t.claims.ownAnswer}`}
              </p>
            )}
            {!answer && onAnswer && (
              <Button
                variant="outline"
                size="small"
                className="mt-2 min-h-11"
                onClick={() => onAnswer(claim)}
              >
                {t.claims.answer}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** 訂正・利用停止の請求 of somebody of the roster, for HR to end. */
export function MemberClaims({ person }: { person: RosterEntry }) {
  const { code, me } = usePlace()
  const { t } = useTexts()
  const [answering, setAnswering] = useState<Claim>()
  const roster = useQuery(rosterQuery(code))
  if (!person.claims?.length) return null
  const isOwn = person.id === me.memberId
  // Nobody answers their own claim while a colleague of HR is there to do it.
  const leftToOthers = isOwn && (roster.data?.people.some(isColleague(me.memberId)) ?? true)
  const isOpen = person.claims.some(({ answer }) => !answer)
  return (
    <Section id="claims" title={t.claims.title}>
      {isOwn && isOpen && (
        <p className="mb-3">{leftToOthers ? t.claims.leftToOthers : t.claims.alone}</p>
      )}
      <ClaimList claims={person.claims} onAnswer={leftToOthers ? undefined : setAnswering} />
      {answering && (
        <AnswerDialog
          person={person}
          claim={answering}
          own={isOwn}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </Section>
  )
}

/** Another one of HR who can sign in and is here. */
const isColleague =
  (me: string) =>
  ({ id, bound, suspended, presence, roles }: RosterEntry): boolean =>
    id !== me &&
    bound &&
    !suspended &&
    presence === 'here' &&
    roles.some(({ role }) => role === 'hr')

const EMPTY: { result: 'done' | 'refused' | ''; reason: string } = { result: '', reason: '' }

function AnswerDialog({
  person,
  claim,
  own,
  onClose,
}: {
  person: RosterEntry
  claim: Claim
  /** Made by who answers: then there is always a reason. */
  own: boolean
  onClose: () => void
}) {
  const { code, owner } = usePlace()
  const { t, words } = useTexts()
  const recorded = useRecorded(code)
  const draft = useDraft(owner, `claim/${claim.id}`, EMPTY)
  const { values, set } = draft
  const wrong = (pointer: string, detail: string) => ({ pointer, code: 'required', detail })
  return (
    <Dialog title={t.claims.answerTitle(person.name)} onClose={onClose}>
      <p className="whitespace-pre-line">{claim.text}</p>
      <p className="mt-2 text-[0.875rem] text-solid-gray-700">{t.claims.answerLead}</p>
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={({ result, reason }) => [
          ...(result === '' ? [wrong('/result', t.claims.resultMissing)] : []),
          ...((own || result === 'refused') && reason.trim() === ''
            ? [wrong('/reason', own ? t.claims.ownReasonMissing : t.claims.reasonMissing)]
            : []),
        ]}
        send={({ result, reason }, key) =>
          answerClaim({ municipality: code, memberId: person.id, claimId: claim.id }, key, {
            result: result || 'done',
            ...(reason.trim() !== '' && { reason }),
          })
        }
        onDone={() => {
          void recorded()
          onClose()
        }}
        submitLabel={t.claims.answer}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <FieldGroup name="result" legend={t.claims.result} required error={errorOf('result')}>
              <RadioGroup
                name="claim-result"
                value={values.result}
                options={(['done', 'refused'] as const).map((value) => ({
                  value,
                  label: words.claimResults[value],
                }))}
                onChange={(result) => set({ result })}
              />
            </FieldGroup>
            <TextField
              name="reason"
              label={t.claims.reason}
              hint={own ? t.claims.ownReasonHint : t.claims.reasonHint}
              required={own || values.result === 'refused'}
              error={errorOf('reason')}
              value={values.reason}
              onChange={(text) => set({ reason: text })}
            />
          </>
        )}
      </WriteForm>
    </Dialog>
  )
}
