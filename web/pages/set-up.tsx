import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { OFFICE } from '../../functions/domain/municipalities/municipality-code.ts'
import { useDraft } from '../features/drafts/draft.ts'
import { isSignedOut } from '../features/forms/failure.ts'
import { WriteForm } from '../features/forms/write-form.tsx'
import { Frame, Leaving } from '../features/frame/header.tsx'
import { emptyIn, LineField } from '../features/office/person-fields.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { signInAddress } from '../features/session/sign-in-address.ts'
import { usePageTexts, useTexts } from '../i18n/language.tsx'
import { openOffice } from '../office-client.ts'
import { sessionQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton } from '../ui/states.tsx'

/** Where the link leads that a start without any data prints: the office's first person begins. */
export function SetUpPage() {
  const hasTexts = usePageTexts()
  const session = useQuery(sessionQuery)
  return (
    <Frame>
      <div className="max-w-[45rem]">
        {!hasTexts ? (
          <Skeleton />
        ) : session.data || isSignedOut(session.error) ? (
          <SetUp email={session.data?.account.email} signedOut={!session.data} />
        ) : (
          <UnloadedPage query={session} />
        )}
      </div>
    </Frame>
  )
}

function SetUp({ email, signedOut }: { email: string | undefined; signedOut: boolean }) {
  const { t } = useTexts()
  return (
    <>
      <PageTitle lead={t.setUp.lead}>{t.setUp.title}</PageTitle>
      {signedOut ? (
        <>
          <p>{t.setUp.signInFirst}</p>
          <p className="mt-4">
            <a href={signInAddress()} className={buttonClass()}>
              {t.landing.signIn}
            </a>
          </p>
        </>
      ) : (
        <Begin email={email} />
      )}
    </>
  )
}

function Begin({ email }: { email: string | undefined }) {
  const { code } = useParams({ from: '/set-up/$code' })
  const { t } = useTexts()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [leaving, setLeaving] = useState(false)
  const draft = useDraft({ municipality: OFFICE, memberId: 'first' }, 'set-up', { name: '' })
  return (
    <>
      {email && <p className="mb-4">{t.setUp.as(email)}</p>}
      <WriteForm
        draft={draft}
        publicRecord={false}
        check={(values) => emptyIn(values, t.office.required)}
        send={({ name }, key) => openOffice(key, { code, name })}
        onDone={async () => {
          await queryClient.resetQueries()
          await navigate({ to: '/office', replace: true })
        }}
        submitLabel={t.setUp.submit}
      >
        {(errorOf) => (
          <LineField
            name="name"
            label={t.setUp.name}
            hint={t.setUp.nameHint}
            value={draft.values.name}
            onChange={(name) => draft.set({ name })}
            errorOf={errorOf}
          />
        )}
      </WriteForm>
      <p className="mt-4">
        <Button variant="text" onClick={() => setLeaving(true)}>
          {t.setUp.other}
        </Button>
      </p>
      <Leaving leaving={leaving} onClose={() => setLeaving(false)} />
    </>
  )
}
