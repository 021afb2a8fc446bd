import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/language.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice, Remark } from '../../ui/notice.tsx'
import type { Draft } from '../drafts/draft.ts'
import { signInAddress } from '../session/sign-in-address.ts'
import { Busy, NoAnswer, Refusal, type WrongField } from './failure.ts'

/** The text of a field's error, if it has one. `name` is its JSON pointer without the first slash. */
export type ErrorOf = (name: string) => string | undefined

function findField(form: HTMLElement, pointer: string): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')]
  return fields
    .filter(({ dataset: { field = '' } }) => `${pointer}/`.startsWith(`/${field}/`))
    .sort((a, b) => (b.dataset.field?.length ?? 0) - (a.dataset.field?.length ?? 0))[0]
}

/**
 * A form over a draft: checks, sends once under the draft's key, shows errors beside their fields
 * with a summary on top, and keeps what was typed whatever happens to the request.
 */
export function WriteForm<Values extends object, Receipt>({
  draft,
  check,
  send,
  onDone,
  onRefused,
  submitLabel,
  submitVariant = 'solid',
  recordedLink,
  onCancel,
  publicRecord = true,
  children,
}: {
  draft: Draft<Values>
  /** What can be told without asking the server. */
  check?: (values: Values) => WrongField[]
  send: (values: Values, key: string) => Promise<Receipt>
  onDone: (receipt: Receipt) => void
  /** Handles a refusal itself when it returns something to show. */
  onRefused?: (refusal: Refusal) => ReactNode
  submitLabel: string
  submitVariant?: 'solid' | 'danger'
  /** Where an earlier version of this draft can be seen once it is recorded. */
  recordedLink?: ReactNode
  onCancel?: () => void
  publicRecord?: boolean
  children: (errorOf: ErrorOf) => ReactNode
}) {
  const { t, dates } = useTexts()
  const form = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const [wrong, setWrong] = useState<WrongField[]>([])
  const [attempt, setAttempt] = useState(0)
  const write = useMutation({
    mutationFn: () => send(draft.values, draft.key),
    onSuccess: (receipt) => {
      draft.clear()
      onDone(receipt)
    },
    onError: (error) => {
      setWrong(error instanceof Refusal ? error.fields : [])
      setAttempt((before) => before + 1)
    },
  })

  useEffect(() => {
    if (attempt > 0) summary.current?.focus()
  }, [attempt])

  const submit = () => {
    if (write.isPending) return
    const found = check?.(draft.values) ?? []
    setWrong(found)
    if (found.length > 0) {
      write.reset()
      setAttempt((before) => before + 1)
    } else write.mutate()
  }
  const errorOf: ErrorOf = (name) =>
    wrong.find(({ pointer }) => `${pointer}/`.startsWith(`/${name}/`))?.detail

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div ref={summary} tabIndex={-1} data-focus-target className="space-y-3">
        {wrong.length > 0 && (
          <Notice kind="error" title={t.form.summary(wrong.length)}>
            <ul className="space-y-1">
              {wrong.map(({ pointer, detail }) => (
                <li key={pointer + detail}>
                  <button
                    type="button"
                    className="text-left text-blue-900 underline"
                    onClick={() => {
                      const field = form.current && findField(form.current, pointer)
                      field?.scrollIntoView({ block: 'center' })
                      field
                        ?.querySelector<HTMLElement>('input, select, textarea, button')
                        ?.focus({ preventScroll: true })
                    }}
                  >
                    {detail}
                  </button>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {wrong.length === 0 && write.error && (
          <Failure error={write.error} recordedLink={recordedLink} onRefused={onRefused} />
        )}
      </div>
      {draft.restoredAt && (
        <div className="mt-4">
          <Notice title={t.form.restored} quiet>
            <p>{t.form.restoredAt(dates.instant(draft.restoredAt))}</p>
            <Button
              variant="outline"
              size="small"
              className="mt-2"
              onClick={() => {
                draft.discard()
                setWrong([])
                write.reset()
              }}
            >
              {t.form.discard}
            </Button>
          </Notice>
        </div>
      )}
      <div className="mt-6 space-y-8">{children(errorOf)}</div>
      <div className="mt-8 space-y-4">
        {publicRecord && <Remark>{t.form.publicRecord}</Remark>}
        <div className="flex flex-wrap gap-3">
          <Button
            type="submit"
            variant={submitVariant}
            busy={write.isPending}
            className="grow desktop:grow-0 desktop:min-w-48"
          >
            {write.isPending ? t.states.sending : submitLabel}
          </Button>
          {onCancel && (
            <Button variant="text" onClick={onCancel}>
              {t.common.cancel}
            </Button>
          )}
        </div>
        <p className="text-[0.875rem] text-solid-gray-700">
          {draft.kept ? t.form.saved : t.form.notSaved}
        </p>
      </div>
    </form>
  )
}

function Failure({
  error,
  recordedLink,
  onRefused,
}: {
  error: Error
  recordedLink: ReactNode
  onRefused: ((refusal: Refusal) => ReactNode) | undefined
}) {
  const { t } = useTexts()
  if (error instanceof NoAnswer)
    return (
      <Notice kind="error" title={t.states.offlineTitle}>
        {error instanceof Busy ? t.states.busy : t.form.offlineDetail}
      </Notice>
    )
  if (!(error instanceof Refusal)) return <Notice kind="error" title={t.states.offlineTitle} />
  if (error.code === 'not_signed_in')
    return (
      <Notice kind="error" title={t.states.expired}>
        <p>{t.form.expiredDetail}</p>
        <a href={signInAddress()} className={`${buttonClass('solid', 'small')} mt-3`}>
          {t.states.signInAgain}
        </a>
      </Notice>
    )
  if (error.code === 'idempotency_key_reused')
    return (
      <Notice kind="warning" title={t.form.keyReused}>
        <p>{t.form.keyReusedDetail}</p>
        {recordedLink && <p className="mt-2">{recordedLink}</p>}
      </Notice>
    )
  const own = onRefused?.(error)
  if (own) return own
  return (
    <Notice kind="error" title={error.message}>
      {error.detail}
    </Notice>
  )
}
