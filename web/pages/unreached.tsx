import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { MAIL_WORDS } from '../../functions/domain/messages/mail-words.ts'
import { ConfirmDialog } from '../features/roster/confirm-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { settleMailTrouble } from '../people-client.ts'
import { tasksQuery } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Facts } from '../ui/section.tsx'
import { EmptyState } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

/** メールが届かない人: whom mails don't reach, which one failed, and what HR does about it. */
export function UnreachedPage() {
  const { code, nameOf } = usePlace()
  const { t, dates, language } = useTexts()
  const tasks = useQuery(tasksQuery(code))
  const [settling, setSettling] = useState<string>()
  const [settled, setSettled] = useState(false)
  const { failures, kinds } = MAIL_WORDS[language]
  if (!tasks.data) return <UnloadedPage query={tasks} lines={6} />
  const { unreached } = tasks.data
  const named = (memberId: string) => nameOf(memberId) ?? t.common.unknownPerson
  return (
    <div className="max-w-[45rem]">
      <BackToRoster />
      {settled && (
        <div className="mb-4">
          <Notice kind="success" title={t.unreached.settled} />
        </div>
      )}
      <PageTitle title={t.unreached.title} lead={unreached.length > 0 && t.unreached.lead}>
        {t.unreached.title}
      </PageTitle>
      {unreached.length === 0 ? (
        <EmptyState title={t.unreached.none} />
      ) : (
        <ul className="space-y-4">
          {unreached.map(({ memberId, failure, kind, at }) => (
            <li key={memberId} className="rounded-8 border border-solid-gray-300 p-4">
              <h2 className="font-700">
                <Link
                  to="/m/$municipality/people/$memberId"
                  params={{ municipality: code, memberId }}
                  className="text-blue-900 underline"
                >
                  {named(memberId)}
                </Link>
              </h2>
              <Facts
                items={[
                  { term: t.unreached.mail, text: kinds[kind] },
                  { term: t.unreached.when, text: dates.instantDay(at) },
                  { term: t.unreached.why, text: failures[failure] },
                  { term: t.unreached.toDo, text: t.unreached.whatToDo[failure] },
                ]}
              />
              <Button
                variant="outline"
                size="small"
                className="mt-3 min-h-11"
                onClick={() => setSettling(memberId)}
              >
                {t.unreached.settle}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {settling && (
        <ConfirmDialog
          title={t.unreached.settleTitle(named(settling))}
          lead={t.unreached.settleLead}
          action={t.unreached.settleSubmit}
          send={(key) => settleMailTrouble({ municipality: code, memberId: settling, key })}
          onDone={() => {
            setSettled(true)
            setSettling(undefined)
          }}
          onClose={() => setSettling(undefined)}
        />
      )}
    </div>
  )
}
