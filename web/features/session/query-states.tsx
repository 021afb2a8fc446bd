import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FrameTexts } from '../../i18n/frame-ja.ts'
import { useFrameTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Busy, NoAnswer, Refusal } from '../forms/failure.ts'
import { signInAddress } from './sign-in-address.ts'

type Failed = { error: Error; onRetry: () => void }

/** Why something could not be loaded, and what to do: one answer for every page. */
function useExplanation({ error, onRetry }: Failed): { title: string; detail: ReactNode } {
  const { t } = useFrameTexts()
  const retry = (
    <Button variant="outline" size="small" className="mt-3" onClick={onRetry}>
      {t.common.retry}
    </Button>
  )
  if (error instanceof Refusal && error.code === 'not_signed_in')
    return {
      title: t.states.expired,
      detail: (
        <a href={signInAddress()} className={`${buttonClass('solid', 'small')} mt-2`}>
          {t.states.signInAgain}
        </a>
      ),
    }
  if (error instanceof Refusal && error.status === 404)
    return { title: t.states.notFound, detail: <p>{t.states.notFoundDetail}</p> }
  if (error instanceof Refusal && error.status === 403)
    return { title: t.states.notAllowed, detail: <p>{t.states.notAllowedDetail}</p> }
  return {
    title: t.states.failed,
    detail: (
      <>
        <p>{wordsFor(error, t)}</p>
        {retry}
      </>
    ),
  }
}

function wordsFor(error: Error, { states }: FrameTexts): string {
  if (error instanceof Busy) return states.busy
  return error instanceof NoAnswer ? states.offline : error.message
}

/** A part of a page that could not be loaded. */
export function LoadFailure(failed: Failed) {
  const { title, detail } = useExplanation(failed)
  return <ErrorState title={title} detail={detail} />
}

/** A whole page that could not be loaded. */
export function FailedPage(failed: Failed) {
  const { t } = useFrameTexts()
  const { title, detail } = useExplanation(failed)
  return (
    <>
      <PageTitle>{title}</PageTitle>
      {detail}
      <p className="mt-4">
        <Link to="/" className="text-blue-900 underline">
          {t.states.backToOverview}
        </Link>
      </p>
    </>
  )
}
