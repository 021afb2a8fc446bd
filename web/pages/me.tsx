import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '../features/drafts/draft.ts'
import { TextField } from '../features/forms/text-field.tsx'
import { WriteForm } from '../features/forms/write-form.tsx'
import { ClaimList } from '../features/roster/claims.tsx'
import { useGrantWords } from '../features/roster/member-state.tsx'
import { OwnTexts } from '../features/roster/own-texts.tsx'
import { usePlace } from '../features/session/place.tsx'
import { Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { makeClaim, mineQuery, type OwnData } from '../own-data-client.ts'
import { buttonClass } from '../ui/button.tsx'
import { FieldGroup } from '../ui/field.tsx'
import { RadioGroup } from '../ui/inputs.tsx'
import { Notice, Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts, Section } from '../ui/section.tsx'

/** 自分について保存されている情報: all of it, over every municipality, and what one asks of HR here. */
export function MePage() {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const mine = useQuery(mineQuery)
  const here = mine.data?.memberships.find(({ municipality }) => municipality === code)
  return (
    <div className="max-w-[45rem]">
      <PageTitle title={t.me.title} lead={t.me.lead}>
        {t.me.title}
      </PageTitle>
      {mine.data ? (
        <>
          <p className="flex flex-wrap gap-3 print:hidden">
            <Link
              to="/m/$municipality/me/mails"
              params={{ municipality: code }}
              className={buttonClass('outline')}
            >
              {t.mailWishes.open}
            </Link>
            <a href="/api/me" download="mane-tomo-hub.json" className={buttonClass('outline')}>
              {t.me.file}
            </a>
          </p>
          <Section id="account" title={t.me.account}>
            <Facts
              items={[
                { term: t.me.address, text: mine.data.account.email ?? t.roster.noEmail },
                {
                  term: t.sessions.title,
                  text: mine.data.sessions
                    .map(({ createdAt, lastSeenAt }) =>
                      t.me.session(dates.instant(createdAt), dates.instant(lastSeenAt)),
                    )
                    .join('\n'),
                },
              ]}
            />
          </Section>
          {mine.data.memberships.map((data) => (
            <Membership key={data.municipality} data={data} />
          ))}
          {here && <Claims data={here} />}
          <div className="mt-6">
            <Remark>{t.me.note}</Remark>
          </div>
        </>
      ) : (
        <Unloaded query={mine} lines={8} />
      )}
    </div>
  )
}

function Membership({ data }: { data: OwnData }) {
  const { today } = usePlace()
  const grantWords = useGrantWords()
  const { t, words, dates } = useTexts()
  const { entry, invitation, municipality, municipalityName, records, requests, inquiries, texts } =
    data
  const { away, email, leftOn, mailsOff = [], moves = [], office, roles, staffNumber } = entry
  const fact = (term: string, text: string | undefined) => (text ? [{ term, text }] : [])
  return (
    <Section id={`of-${municipality}`} title={municipalityName}>
      <Facts
        items={[
          { term: t.roster.name, text: entry.name },
          ...fact(
            t.roster.office,
            [office, ...moves.map((move) => t.roster.move(dates.day(move.on), move.office))]
              .filter(Boolean)
              .join('\n'),
          ),
          ...fact(t.roster.email, email),
          ...fact(t.roster.staffNumber, staffNumber),
          ...fact(t.roster.grants, grantWords(roles, leftOn)),
          ...fact(
            t.roster.away,
            away && [words.absences[away.kind], away.until && dates.day(away.until)].join(' '),
          ),
          ...fact(
            t.roster.columns.state,
            leftOn && (leftOn > today ? t.roster.leaving : t.roster.leftSince)(dates.day(leftOn)),
          ),
          ...fact(
            t.me.invitation,
            invitation &&
              t.me.invited(
                dates.instant(invitation.issuedAt),
                words.invitationStates[invitation.state],
              ),
          ),
          ...fact(t.me.mailsOff, mailsOff.length > 0 ? t.me.kinds(mailsOff.length) : undefined),
          ...fact(
            t.me.requests,
            requests
              .map(({ issuedAt, dueOn, proposals }) =>
                t.me.asked(dates.instantDay(issuedAt), dates.day(dueOn), proposals),
              )
              .join('\n'),
          ),
          ...fact(
            t.privacy.kinds.inquiry,
            inquiries
              .map(({ askedAt, municipalityName, proposalTitle }) =>
                [dates.instantDay(askedAt), municipalityName, proposalTitle].join(t.common.dot),
              )
              .join('\n'),
          ),
        ]}
      />
      <details className="mt-4 rounded-8 border border-solid-gray-300 p-3">
        <summary className="min-h-11 font-700">{t.me.records(records.length)}</summary>
        <ul className="space-y-3">
          {records.map(({ proposalId, proposalTitle, kind, recordedAt, outcome, text }) => (
            <li key={`${proposalId} ${kind} ${recordedAt}`}>
              <p className="text-[0.875rem]">
                <Link
                  to="/m/$municipality/proposals/$proposalId"
                  params={{ municipality, proposalId }}
                  className="text-blue-900 underline"
                >
                  {proposalTitle}
                </Link>
                {t.common.dot}
                {kind === 'report' || kind === 'hearing'
                  ? words.reportKinds[kind]
                  : t.privacy.kinds[kind]}
                {t.common.dot}
                {dates.instantDay(recordedAt)}
                {outcome && t.common.dot + words.outcomes[outcome]}
              </p>
              {text && <p className="break-words whitespace-pre-line">{text}</p>}
            </li>
          ))}
        </ul>
      </details>
      {texts.length > 0 && (
        <OwnTexts code={municipality} title={t.me.texts(texts.length)} texts={texts}>
          <p className="mb-2 text-[0.875rem]">{t.me.textsLead}</p>
        </OwnTexts>
      )}
    </Section>
  )
}

const EMPTY: { kind: 'correct' | 'stop_use' | ''; text: string } = { kind: '', text: '' }

/** What one asks of HR, and what came of it. */
function Claims({ data }: { data: OwnData }) {
  const { t } = useTexts()
  const [made, setMade] = useState(0)
  return (
    <Section id="claims" title={t.claims.title}>
      {made > 0 && (
        <div className="mb-4">
          <Notice kind="success" title={t.claims.made} />
        </div>
      )}
      {data.claims.length > 0 && <ClaimList claims={data.claims} />}
      <p className="mt-3">{t.claims.lead}</p>
      {/* Another claim is another form. */}
      <ClaimForm key={made} onDone={() => setMade(made + 1)} />
    </Section>
  )
}

function ClaimForm({ onDone }: { onDone: () => void }) {
  const { code, owner } = usePlace()
  const { t } = useTexts()
  const queryClient = useQueryClient()
  const draft = useDraft(owner, 'claim', EMPTY)
  const { values, set } = draft
  const wrong = (pointer: string, detail: string) => ({ pointer, code: 'required', detail })
  return (
    <WriteForm
      draft={draft}
      publicRecord={false}
      check={({ kind, text }) => [
        ...(kind === '' ? [wrong('/kind', t.claims.kindMissing)] : []),
        ...(text.trim() === '' ? [wrong('/text', t.claims.textMissing)] : []),
      ]}
      send={({ kind, text }, key) => makeClaim(code, key, { kind: kind || 'correct', text })}
      onDone={() => {
        onDone()
        void queryClient.invalidateQueries({ queryKey: mineQuery.queryKey })
        void queryClient.invalidateQueries({ queryKey: [code] })
      }}
      submitLabel={t.claims.submit}
    >
      {(errorOf) => (
        <>
          <FieldGroup name="kind" legend={t.claims.kind} required error={errorOf('kind')}>
            <RadioGroup
              name="claim-kind"
              value={values.kind}
              options={(['correct', 'stop_use'] as const).map((value) => ({
                value,
                label: t.claims.kinds[value],
              }))}
              onChange={(kind) => set({ kind })}
            />
          </FieldGroup>
          <TextField
            name="text"
            label={t.claims.text}
            required
            error={errorOf('text')}
            value={values.text}
            onChange={(text) => set({ text })}
          />
        </>
      )}
    </WriteForm>
  )
}
