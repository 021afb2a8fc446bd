import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FrameTexts } from '../../i18n/frame-ja.ts'
import { useFrameTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Busy, isSignedOut, NoAnswer, Refusal } from '../forms/failure.ts'
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
  if (isSignedOut(error))
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

/** What is shown of a query that has no data (yet): that it loads, or why it failed. */
interface Awaited {
  query: { error: Error | null; refetch: () => Promise<unknown> }
  /** How high the place is that will be taken, in lines. */
  lines?: number
}

/** Where a part of a page will stand. */
export function Unloaded({ query: { error, refetch }, lines }: Awaited) {
  return error ? (
    <LoadFailure error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton lines={lines} />
  )
}

/** Where a whole page will stand. */
export function UnloadedPage({ query: { error, refetch }, lines = 8 }: Awaited) {
  return error ? (
    <FailedPage error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton lines={lines} />
  )
}

/** A page for somebody whom the rules don't let do what it is for. */
export function NotAllowedPage({ title }: { title: string }) {
  const { t } = useFrameTexts()
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <EmptyState title={t.states.notAllowed}>{t.states.notAllowedDetail}</EmptyState>
    </>
  )
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
