import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import type { Session } from '../api-client.ts'
import { isSignedOut, Refusal } from '../features/forms/failure.ts'
import { Frame, Leaving } from '../features/frame/header.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { signInAddress } from '../features/session/sign-in-address.ts'
import { usePageTexts, useTexts } from '../i18n/language.tsx'
import { acceptInvitation } from '../people-client.ts'
import { sessionQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton } from '../ui/states.tsx'

/** Where the link of an invitation leads: signing in first, then accepting, once. */
export function InvitationPage() {
  const hasTexts = usePageTexts()
  return (
    <Frame>
      <div className="max-w-[45rem]">{hasTexts ? <Invitation /> : <Skeleton />}</div>
    </Frame>
  )
}

function Invitation() {
  const { t } = useTexts()
  const link = useParams({ from: '/invitation/$municipality/$memberId/$token' })
  const session = useQuery(sessionQuery)
  if (!session.data && !isSignedOut(session.error)) return <UnloadedPage query={session} />
  // Whoever has accepted, just now or long ago, simply goes in.
  if (session.data && idIn(session.data, link.municipality) === link.memberId)
    return link.municipality === OFFICE ? (
      <Navigate to="/office" replace />
    ) : (
      <Navigate to="/m/$municipality" params={{ municipality: link.municipality }} replace />
    )
  return (
    <>
      <PageTitle lead={t.invitation.lead}>{t.invitation.title}</PageTitle>
      {!session.data ? (
        <>
          <p>{t.invitation.signInFirst}</p>
          <p className="mt-4">
            <a href={signInAddress()} className={buttonClass()}>
              {t.landing.signIn}
            </a>
          </p>
        </>
      ) : (
        <Accept email={session.data.account.email} />
      )}
    </>
  )
}

/** Who somebody is there. */
function idIn({ office, memberships }: Session, code: string): string | undefined {
  if (code === OFFICE) return office?.memberId
  return memberships.find(({ municipality }) => municipality === code)?.memberId
}

/** Opening the link does nothing yet: mail scanners open links too. */
function Accept({ email }: { email: string | undefined }) {
  const link = useParams({ from: '/invitation/$municipality/$memberId/$token' })
  const { t } = useTexts()
  const queryClient = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  const [leaving, setLeaving] = useState(false)
  const accept = useMutation({
    mutationFn: () => acceptInvitation(key, link),
    // What was asked before was asked as somebody who was nobody here.
    onSuccess: () => queryClient.resetQueries(),
  })
  const { error } = accept
  // Trying again as the same person changes nothing.
  const isOver = error instanceof Refusal && error.code.startsWith('invitation_')
  return (
    <>
      {error && (
        <div className="mb-4">
          {isSignedOut(error) ? (
            <Notice kind="error" title={t.states.expired}>
              <a href={signInAddress()} className={`${buttonClass('solid', 'small')} mt-2`}>
                {t.states.signInAgain}
              </a>
            </Notice>
          ) : (
            <Notice
              kind="error"
              title={error instanceof Refusal ? error.message : t.states.offlineTitle}
            >
              {error instanceof Refusal ? error.detail : t.states.offline}
            </Notice>
          )}
        </div>
      )}
      {email && !isOver && <p>{t.invitation.as(email)}</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {!isOver && (
          <Button busy={accept.isPending} onClick={() => accept.mutate()}>
            {accept.isPending ? t.states.sending : t.invitation.accept}
          </Button>
        )}
        <Button variant="text" onClick={() => setLeaving(true)}>
          {t.invitation.other}
        </Button>
      </div>
      <p className="mt-3 text-[0.875rem] text-solid-gray-700">{t.invitation.otherHint}</p>
      <Leaving leaving={leaving} onClose={() => setLeaving(false)} />
    </>
  )
}
