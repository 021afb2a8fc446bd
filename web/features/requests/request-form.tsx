import { daysAfter } from '../../../functions/domain/calendar.ts'
import { useTexts } from '../../i18n/language.tsx'
import { type Issued, issueRequests } from '../../request-client.ts'
import { useDraft } from '../drafts/draft.ts'
import { DayField } from '../forms/day-field.tsx'
import { WriteForm } from '../forms/write-form.tsx'
import { usePlace } from '../session/place.tsx'

/** Two weeks: as long as the link in the mail holds. */
const USUAL_DAYS = 13

/** Until when, and off it goes. */
export function RequestForm({
  about,
  proposalIds,
  onDone,
  onCancel,
}: {
  /** Names the draft. */
  about: string
  proposalIds: string[]
  onDone: (issued: Issued) => void
  onCancel?: () => void
}) {
  const { code, owner, today } = usePlace()
  const { t } = useTexts()
  const draft = useDraft(owner, `request/${about}`, { dueOn: daysAfter(today, USUAL_DAYS) })
  return (
    <WriteForm
      draft={draft}
      publicRecord={false}
      check={({ dueOn }) => [
        ...(proposalIds.length === 0
          ? [{ pointer: '/proposalIds', code: 'required', detail: t.requests.chosenMissing }]
          : []),
        ...(dueOn === ''
          ? [{ pointer: '/dueOn', code: 'required', detail: t.requests.dueOnMissing }]
          : []),
      ]}
      send={({ dueOn }, key) =>
        issueRequests(
          { municipality: code, key: `${key}.${digestOf(proposalIds)}` },
          { proposalIds, dueOn },
        )
      }
      onDone={onDone}
      submitLabel={t.requests.submit}
      {...(onCancel && { onCancel })}
    >
      {(errorOf) => (
        <DayField
          name="dueOn"
          label={t.requests.dueOn}
          required
          error={errorOf('dueOn')}
          min={today}
          value={draft.values.dueOn}
          onChange={(day) => draft.set({ dueOn: day })}
        />
      )}
    </WriteForm>
  )
}

/** What is asked about may be chosen anew under the same draft, so the key tells it (FNV-1a). */
function digestOf(ids: readonly string[]): string {
  let digest = 0x811c9dc5
  for (const letter of ids.join()) digest = Math.imul(digest ^ letter.charCodeAt(0), 0x01000193)
  return (digest >>> 0).toString(36)
}
