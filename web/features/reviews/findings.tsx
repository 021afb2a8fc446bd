import { useState } from 'react'
import { whoInWords } from '../../../functions/domain/messages/review.ts'
import type { FindingView } from '../../../functions/domain/reviews/review-view.ts'
import { useTexts } from '../../i18n/language.tsx'
import { type ReviewDetail, removeFinding } from '../../review-client.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../roster/confirm-dialog.tsx'
import { usePlace } from '../session/place.tsx'
import { FindingDialog } from './finding-dialog.tsx'
import { useSpeaking } from './use-speaking.ts'

/** What was learned, from whom and when; while the review is open it can be put right. */
export function Findings({
  detail,
  findings,
}: {
  detail: ReviewDetail
  findings: readonly FindingView[]
}) {
  const { code } = usePlace()
  const { t, dates } = useTexts()
  const speaking = useSpeaking()
  const [editing, setEditing] = useState<FindingView>()
  const [removing, setRemoving] = useState<FindingView>()
  const writes = detail.review.isOpen && detail.permitted.includes('review.work')
  if (findings.length === 0) return null
  return (
    <>
      <ul className="space-y-3">
        {findings.map((finding) => (
          <li key={finding.id} className="border-l-4 border-solid-gray-300 pl-3">
            <p className="text-[0.875rem] text-solid-gray-700">
              {speaking.texts.talkedOn(
                whoInWords(finding.heardFrom, speaking, true),
                dates.asOf(finding.heardOn),
              )}
            </p>
            <p className="whitespace-pre-line">{finding.text ?? t.review.erased}</p>
            {writes && (
              <p className="flex gap-2 print:hidden">
                <Button variant="text" size="small" onClick={() => setEditing(finding)}>
                  {t.reviews.edit}
                </Button>
                <Button variant="text" size="small" onClick={() => setRemoving(finding)}>
                  {t.reviews.remove}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <FindingDialog detail={detail} finding={editing} onClose={() => setEditing(undefined)} />
      )}
      {removing && (
        <ConfirmDialog
          title={t.reviews.removeTitle}
          lead={t.reviews.removeLead}
          action={t.reviews.remove}
          variant="danger"
          send={(key) =>
            removeFinding({
              municipality: code,
              reviewId: detail.review.id,
              key,
              findingId: removing.id,
            })
          }
          onDone={() => setRemoving(undefined)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  )
}
