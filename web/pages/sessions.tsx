import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endAllSessions, endOtherSessions, endSession, type OwnSession } from '../api-client.ts'
import { Refusal } from '../features/forms/failure.ts'
import { leave } from '../features/session/account.ts'
import { Unloaded } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { ownSessionsQuery } from '../queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice, Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts } from '../ui/section.tsx'
import { Tag } from '../ui/tag.tsx'

/** サインイン中の画面: one's own sessions, and ending them. */
export function SessionsPage() {
  const { t } = useTexts()
  const sessions = useQuery(ownSessionsQuery)
  return (
    <div className="max-w-[45rem]">
      <PageTitle title={t.sessions.title} lead={t.sessions.lead}>
        {t.sessions.title}
      </PageTitle>
      {sessions.data ? (
        <>
          <SessionList sessions={sessions.data.sessions} />
          {sessions.data.passkeyPage && <Passkeys page={sessions.data.passkeyPage} />}
        </>
      ) : (
        <Unloaded query={sessions} />
      )}
    </div>
  )
}

/** Where one registers a passkey, at whoever signs people in. */
function Passkeys({ page }: { page: string }) {
  const { t } = useTexts()
  return (
    <section className="mt-10">
      <h2 className="font-700">{t.sessions.passkeys}</h2>
      <p className="mt-2">{t.sessions.passkeysLead}</p>
      <a href={page} className={`${buttonClass('outline', 'small')} mt-3`}>
        {t.sessions.passkeysOpen}
      </a>
    </section>
  )
}

/** Why nothing was ended: the hub's own words, or that none arrived. */
function useFailure(): (error: Error) => string {
  const { t } = useTexts()
  return (error) => (error instanceof Refusal ? error.message : t.states.offlineTitle)
}

function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const { t } = useTexts()
  const said = useFailure()
  const queryClient = useQueryClient()
  const [leaving, setLeaving] = useState(false)
  const listed = () => queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
  const end = useMutation({ mutationFn: endSession, onSettled: listed })
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSettled: listed })
  // The last thing that was done is what the page speaks of.
  const last = end.submittedAt > endOthers.submittedAt ? end : endOthers
  const own = sessions.filter(({ current }) => current)
  const others = sessions.filter(({ current }) => !current)
  return (
    <>
      <div className="space-y-4">
        {last.isSuccess && <Notice kind="success" title={t.sessions.ended(last.data.ended)} />}
        {last.isError && <Notice kind="error" title={said(last.error)} />}
        <ul className="space-y-4">
          {[...own, ...others].map((session) => (
            <li key={session.id} className="rounded-8 border border-solid-gray-300 p-4">
              <SessionCard
                session={session}
                busy={end.isPending && end.variables === session.id}
                onEnd={() => end.mutate(session.id)}
              />
            </li>
          ))}
        </ul>
        {others.length === 0 && <p>{t.sessions.alone}</p>}
        <Remark>{t.sessions.note}</Remark>
      </div>
      <div className="mt-6 flex flex-wrap gap-3">
        {others.length > 0 && (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t.sessions.endOthers}
          </Button>
        )}
        <Button variant="outline" onClick={() => setLeaving(true)}>
          {t.sessions.endAll}
        </Button>
      </div>
      {leaving && <EndAllDialog onClose={() => setLeaving(false)} />}
    </>
  )
}

function SessionCard({
  session: { current, createdAt, lastSeenAt, endsAt },
  busy,
  onEnd,
}: {
  session: OwnSession
  busy: boolean
  onEnd: () => void
}) {
  const { t, dates } = useTexts()
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-700">
          {current ? <Tag kind="info">{t.sessions.this}</Tag> : t.sessions.other}
        </h2>
        {!current && (
          <Button
            variant="outline"
            size="small"
            className="min-h-11"
            busy={busy}
            aria-label={t.sessions.endNamed(dates.instant(createdAt))}
            onClick={onEnd}
          >
            {t.sessions.end}
          </Button>
        )}
      </div>
      <Facts
        items={[
          { term: t.sessions.createdAt, text: dates.instant(createdAt) },
          { term: t.sessions.lastSeenAt, text: dates.instant(lastSeenAt) },
          { term: t.sessions.endsAt, text: dates.instant(endsAt) },
        ]}
      />
    </>
  )
}

function EndAllDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const said = useFailure()
  const endAll = useMutation({ mutationFn: endAllSessions, onSuccess: leave })
  return (
    <Dialog title={t.sessions.endAll} onClose={onClose}>
      <p>{t.sessions.endAllLead}</p>
      {endAll.error && <Notice kind="error" title={said(endAll.error)} />}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          variant="danger"
          busy={endAll.isPending || endAll.isSuccess}
          onClick={() => endAll.mutate()}
        >
          {t.sessions.endAllSubmit}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}
