import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { getRequestPlan, type Issued } from '../../request-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import { Unloaded } from '../session/query-states.tsx'
import { RequestForm } from './request-form.tsx'
import { SheetLinks } from './sheet-links.tsx'

/** 回答を依頼する, about one proposal: whom it reaches is said before one asks. */
export function RequestDialog({
  proposalId,
  onClose,
}: {
  proposalId: string
  onClose: () => void
}) {
  const { code, nameOf } = usePlace()
  const { t, words } = useTexts()
  const recorded = useRecorded(code)
  const [issued, setIssued] = useState<Issued>()
  const plan = useQuery({
    queryKey: [code, 'request plan', proposalId],
    queryFn: () => getRequestPlan(code, [proposalId]),
  })
  return (
    <Dialog title={t.requests.askTitle} onClose={onClose}>
      {issued ? (
        <>
          <IssuedNotice issued={issued} />
          <Button variant="outline" className="mt-4" onClick={onClose}>
            {t.common.close}
          </Button>
        </>
      ) : !plan.data ? (
        <Unloaded query={plan} />
      ) : plan.data.people.length === 0 ? (
        <Notice kind="warning" title={t.requests.nobodyAtAll} quiet />
      ) : (
        <>
          <h3 className="font-700">{t.requests.to}</h3>
          <ul className="mt-1 mb-4 space-y-1">
            {plan.data.people.map(({ memberId, via, byMail }) => (
              <li key={memberId}>
                {nameOf(memberId) ?? t.requests.someone}
                {t.common.dot}
                {words.askedVia[via]}
                <span className="block text-[0.875rem] text-solid-gray-700">
                  {byMail ? t.requests.mailed : t.requests.paper}
                </span>
              </li>
            ))}
          </ul>
          <RequestForm
            about={proposalId}
            proposalIds={[proposalId]}
            onDone={(done) => {
              setIssued(done)
              void recorded()
            }}
            onCancel={onClose}
          />
        </>
      )}
    </Dialog>
  )
}

/** How many were asked, and how. */
export function IssuedNotice({ issued }: { issued: Issued }) {
  const { nameOf } = usePlace()
  const { t } = useTexts()
  const mailed = new Set(issued.requests.filter(({ byMail }) => byMail).map((one) => one.memberId))
  const paper = new Set(issued.requests.filter(({ byMail }) => !byMail).map((one) => one.memberId))
  if (issued.requests.length === 0) return <Notice kind="warning" title={t.requests.doneNobody} />
  return (
    <Notice kind="success" title={t.requests.done(mailed.size, paper.size)}>
      {issued.requests
        .filter(({ byMail }) => !byMail)
        .map(({ requestId, memberId }) => (
          <p key={requestId} className="flex flex-wrap gap-x-3">
            {nameOf(memberId) ?? t.requests.someone}
            <SheetLinks requestId={requestId} />
          </p>
        ))}
    </Notice>
  )
}
