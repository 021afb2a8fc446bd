import { useTexts } from '../../i18n/language.tsx'
import { eraseMember, type Retention } from '../../people-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../forms/failure.ts'
import { usePlace } from '../session/place.tsx'
import { useWriting } from './use-writing.ts'

/** Whose data is erased, as it was confirmed: the list behind it changes meanwhile. */
export type Disposal = { people: Retention['due']; texts: boolean }

/** Asks once more, with the names. */
export function ConfirmChoice({
  disposal,
  onConfirmed,
  onClose,
}: {
  disposal: Disposal
  onConfirmed: (disposal: Disposal) => void
  onClose: () => void
}) {
  const { t } = useTexts()
  const { people, texts } = disposal
  return (
    <Dialog title={t.retention.dialogTitle(people.length)} onClose={onClose}>
      <p>{t.retention.dialogLead}</p>
      <p className="mt-2">{texts ? t.retention.withTexts : t.retention.withoutTexts}</p>
      <p className="mt-2 font-700">{t.common.list(people.map(({ name }) => name))}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="danger" onClick={() => onConfirmed(disposal)}>
          {t.retention.submit(people.length)}
        </Button>
        <Button variant="text" onClick={onClose}>
          {t.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

/** One person after the other, each under a key of its own; stopped, it goes on where it was. */
export function Disposing({ disposal, onDone }: { disposal: Disposal; onDone: () => void }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const { writing, start } = useWriting(
    disposal.people.map(({ id: memberId, name }, row) => ({
      ...{ row, name, fate: 'change', says: '', errors: [] },
      send: (key: string) =>
        eraseMember(
          { municipality: code, memberId, key },
          { texts: disposal.texts, why: 'retention', confirmed: true },
        ),
    })),
    { atOnce: true },
  )
  const { state, settled, total, refused, error } = writing
  if (state === 'done')
    return (
      <Notice
        kind={refused.length > 0 ? 'warning' : 'success'}
        title={t.retention.done(settled - refused.length)}
      >
        {refused.length > 0 && (
          <>
            <p>{t.retention.refused(refused.length)}</p>
            <ul>
              {refused.map(({ row, name, errors }) => (
                <li key={row}>
                  {name}
                  {t.common.colon}
                  {errors.map(({ detail }) => detail).join(' ')}
                </li>
              ))}
            </ul>
          </>
        )}
        <Button variant="outline" size="small" className="mt-2 min-h-11" onClick={onDone}>
          {t.common.close}
        </Button>
      </Notice>
    )
  return (
    <>
      <progress
        max={total}
        value={settled}
        aria-label={t.retention.progress}
        className="h-4 w-full accent-blue-900"
      />
      <p>{t.retention.progressOf(settled, total)}</p>
      {state === 'stopped' && error && (
        <div className="mt-4 space-y-3">
          <Notice
            kind="error"
            title={error instanceof Refusal ? error.message : t.states.offlineTitle}
          >
            {error instanceof Refusal ? error.detail : t.states.offline}
          </Notice>
          <p>{t.retention.stopped}</p>
          <Button onClick={start}>{t.retention.goOn}</Button>
        </div>
      )}
    </>
  )
}
