import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Refusal } from '../features/forms/failure.ts'
import { FileChooser } from '../features/roster/file-chooser.tsx'
import { type FileKind, type Plan, usePreview } from '../features/roster/plan-rows.ts'
import { FateCounts, PlanTable } from '../features/roster/plan-table.tsx'
import { useWriting, type Writing } from '../features/roster/use-writing.ts'
import { usePlace } from '../features/session/place.tsx'
import { signInAddress } from '../features/session/sign-in-address.ts'
import { useTexts } from '../i18n/language.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice, Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Section } from '../ui/section.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { BackToRoster } from './member.tsx'

export const RosterFilePage = () => <FilePage key="roster" kind="roster" />
export const TransferFilePage = () => <FilePage key="transfers" kind="transfers" />

/** A file of people or of transfers: chosen, tried out row by row, and then written. */
function FilePage({ kind }: { kind: FileKind }) {
  const { me } = usePlace()
  const { t } = useTexts()
  const preview = useMutation({ mutationFn: usePreview(kind) })
  const texts = t.files[kind]
  if (!me.permitted.includes('roster.edit'))
    return (
      <>
        <PageTitle>{texts.title}</PageTitle>
        <EmptyState title={t.states.notAllowed}>{t.states.notAllowedDetail}</EmptyState>
      </>
    )
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
      {preview.error && <Failed error={preview.error} />}
      {preview.data && (
        // Another file is another plan, with nothing written of it yet.
        <Planned key={preview.submittedAt} plan={preview.data} />
      )}
    </>
  )
}

function Planned({ plan }: { plan: Plan }) {
  const { t } = useTexts()
  const { rows, ignored, fileName } = plan
  const { writing, toWrite, start } = useWriting(rows)
  const shown = rows.filter(({ fate }) => fate !== 'same')
  if (writing.state !== 'idle')
    return (
      <Section id="writing" title={t.files.writing(fileName)}>
        <Progress writing={writing} onGoOn={start} />
      </Section>
    )
  return (
    <Section id="plan" title={t.files.plan(fileName)}>
      <FateCounts rows={rows} />
      {ignored.length > 0 && (
        <div className="mt-3">
          <Remark>{t.files.ignored(t.common.list(ignored))}</Remark>
        </div>
      )}
      {rows.length === 0 ? (
        <div className="mt-4">
          <EmptyState title={t.files.empty} />
        </div>
      ) : toWrite === 0 ? (
        <div className="mt-4">
          <Notice title={t.files.nothingToWrite} />
        </div>
      ) : (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button onClick={start}>{t.files.write(toWrite)}</Button>
          <p className="text-[0.875rem] text-solid-gray-700">{t.files.nothingWrittenYet}</p>
        </div>
      )}
      {shown.length > 0 && (
        <div className="mt-6">
          <PlanTable rows={shown} />
        </div>
      )}
    </Section>
  )
}

/** How far it is, and at the end what came of it. */
function Progress({ writing, onGoOn }: { writing: Writing; onGoOn: () => void }) {
  const { code } = usePlace()
  const { t } = useTexts()
  const { state, settled, total, refused, error } = writing
  return (
    <>
      <progress
        max={total}
        value={settled}
        aria-label={t.files.progress}
        className="h-4 w-full max-w-[40rem] accent-blue-900"
      />
      <p>{t.files.progressOf(settled, total)}</p>
      {state === 'running' && <p className="text-[0.875rem] text-solid-gray-700">{t.files.stay}</p>}
      {state === 'stopped' && error && (
        <div className="mt-4 space-y-3">
          <Failed error={error} />
          <p>{t.files.stopped}</p>
          <Button onClick={onGoOn}>{t.files.goOn}</Button>
        </div>
      )}
      {state === 'done' && (
        <div className="mt-4">
          <Notice
            kind={refused.length > 0 ? 'warning' : 'success'}
            title={t.files.done(settled - refused.length)}
          >
            {refused.length > 0 && <p>{t.files.refused(refused.length)}</p>}
            <Link
              to="/m/$municipality/people"
              params={{ municipality: code }}
              className="text-blue-900 underline"
            >
              {t.roster.back}
            </Link>
          </Notice>
        </div>
      )}
      {refused.length > 0 && (
        <div className="mt-6">
          <PlanTable rows={refused} />
        </div>
      )}
    </>
  )
}

function Failed({ error }: { error: Error }) {
  const { t } = useTexts()
  if (!(error instanceof Refusal))
    return (
      <Notice kind="error" title={t.states.offlineTitle}>
        {t.files.offline}
      </Notice>
    )
  if (error.code === 'not_signed_in')
    return (
      <Notice kind="error" title={t.states.expired}>
        <p>{t.files.expired}</p>
        <a href={signInAddress()} className={`${buttonClass('solid', 'small')} mt-2`}>
          {t.states.signInAgain}
        </a>
      </Notice>
    )
  return (
    <Notice kind="error" title={error.message}>
      {error.fields.length > 0 ? (
        <ul>
          {error.fields.map(({ pointer, detail }) => (
            <li key={pointer + detail}>{detail}</li>
          ))}
        </ul>
      ) : (
        error.detail
      )}
    </Notice>
  )
}
