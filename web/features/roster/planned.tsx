import { Link } from '@tanstack/react-router'
import { useTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice, Remark } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Refusal } from '../forms/failure.ts'
import { usePlace } from '../session/place.tsx'
import { signInAddress } from '../session/sign-in-address.ts'
import type { Plan } from './plan-rows.ts'
import { FateCounts, PlanTable } from './plan-table.tsx'
import { useWriting, type Writing } from './use-writing.ts'

/** What would become of each row, then its writing, and what came of it. */
export function Planned({ plan, onDone }: { plan: Plan; onDone?: () => void }) {
  const { t } = useTexts()
  const { rows, ignored, fileName } = plan
  const { writing, toWrite, start } = useWriting(rows, { onDone })
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
          <PlanFailed error={error} />
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

/** Why a plan could not be made, or its writing went no further. */
export function PlanFailed({ error }: { error: Error }) {
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
