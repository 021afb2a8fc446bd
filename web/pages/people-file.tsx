import { useMutation } from '@tanstack/react-query'
import { FileChooser } from '../features/roster/file-chooser.tsx'
import { type FileKind, usePreview } from '../features/roster/plan-rows.ts'
import { PlanFailed, Planned } from '../features/roster/planned.tsx'
import { usePlace } from '../features/session/place.tsx'
import { NotAllowedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

export const RosterFilePage = () => <FilePage key="roster" kind="roster" />
export const TransferFilePage = () => <FilePage key="transfers" kind="transfers" />

/** A file of people or of transfers: chosen, tried out row by row, and then written. */
function FilePage({ kind }: { kind: FileKind }) {
  const { me } = usePlace()
  const { t } = useTexts()
  const preview = useMutation({ mutationFn: usePreview(kind) })
  const texts = t.files[kind]
  if (!me.permitted.includes('roster.edit')) return <NotAllowedPage title={texts.title} />
  return (
    <>
      <BackToRoster />
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <FileChooser
        label={t.files.choose}
        hint={
          <>
            {texts.columns}
            <br />
            {t.files.formats}
          </>
        }
        onChoose={(file) => preview.mutate(file)}
      />
      {preview.isPending && <Skeleton lines={4} />}
      {preview.error && <PlanFailed error={preview.error} />}
      {preview.data && (
        // Another file is another plan, with nothing written of it yet.
        <Planned key={preview.submittedAt} plan={preview.data} />
      )}
    </>
  )
}
