import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '../features/drafts/draft.ts'
import { usePreview } from '../features/roster/plan-rows.ts'
import { PlanFailed, Planned } from '../features/roster/planned.tsx'
import { TransferRows } from '../features/roster/transfer-rows.tsx'
import {
  emptyRow,
  fileOf,
  isTyped,
  repeated,
  type TransferRow,
  usualDay,
} from '../features/roster/typed-transfers.ts'
import { usePlace } from '../features/session/place.tsx'
import { NotAllowedPage, UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { transfersEn } from '../i18n/transfers-en.ts'
import { transfersJa } from '../i18n/transfers-ja.ts'
import { type RosterEntry, rosterQuery } from '../people-client.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Remark } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { BackToRoster } from './member.tsx'

const AT_FIRST = 5

/** 人事異動 typed in, many at once: rows, then what each would do, then their writing. */
export function TransfersPage() {
  const { code, me } = usePlace()
  const { language } = useTexts()
  const texts = language === 'en' ? transfersEn : transfersJa
  const mayEdit = me.permitted.includes('roster.edit')
  const roster = useQuery({ ...rosterQuery(code), enabled: mayEdit })
  if (!mayEdit) return <NotAllowedPage title={texts.title} />
  if (!roster.data) return <UnloadedPage query={roster} />
  return (
    <>
      <BackToRoster />
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <Entry people={roster.data.people} />
    </>
  )
}

function Entry({ people }: { people: RosterEntry[] }) {
  const { code, owner, today } = usePlace()
  const { language } = useTexts()
  const t = language === 'en' ? transfersEn : transfersJa
  const day = usualDay(today)
  const draft = useDraft(owner, 'transfers', {
    rows: Array.from({ length: AT_FIRST }, () => emptyRow(day)),
  })
  const { rows } = draft.values
  const setRows = (next: TransferRow[]) =>
    draft.set({ rows: next.length > 0 ? next : [emptyRow(day)] })
  const [said, setSaid] = useState('')
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const previewOf = usePreview('transfers')
  const preview = useMutation({
    mutationFn: async (typed: TransferRow[]) => {
      const plan = await previewOf(fileOf(typed, people, t.typed(typed.length)))
      // The line of headings is ours: the first row typed is the first.
      return { ...plan, rows: plan.rows.map((row) => ({ ...row, row: row.row - 1 })) }
    },
  })

  const check = () => {
    const typed = rows.filter(isTyped)
    if (typed.length === 0) return setSaid(t.nothing)
    const twice = repeated(rows, people)
    setErrors(new Map([...twice].map(([id, first]) => [id, t.twice(first)])))
    setSaid('')
    if (twice.size > 0) return
    // Rows are counted as they are shown, so empty ones go.
    setRows(typed)
    preview.mutate(typed)
  }

  if (preview.data)
    return (
      <>
        <Planned key={preview.submittedAt} plan={preview.data} onDone={draft.discard} />
        <p className="mt-6">
          <Button variant="outline" onClick={() => preview.reset()}>
            {t.edit}
          </Button>
        </p>
      </>
    )
  return (
    <>
      <Remark>{t.paste}</Remark>
      <div className="mt-4">
        <TransferRows
          rows={rows}
          people={people}
          errors={errors}
          t={t}
          onChange={(id, patch) =>
            setRows(rows.map((row) => (row.id === id ? { ...row, ...patch } : row)))
          }
          onPaste={(id, pasted) => {
            const at = rows.findIndex((row) => row.id === id)
            const after = rows.slice(at + 1)
            // Pasted rows fill the empty ones below and push the others down.
            const free = after.findIndex(isTyped)
            const empty = Math.min(pasted.length - 1, free < 0 ? after.length : free)
            setRows([...rows.slice(0, at), ...pasted, ...after.slice(empty)])
            setSaid(t.pasted(pasted.length))
          }}
          onRemove={(id) => setRows(rows.filter((row) => row.id !== id))}
        />
      </div>
      <p role="status" className="mt-2">
        {said}
      </p>
      {preview.error && <PlanFailed error={preview.error} />}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button busy={preview.isPending} onClick={check}>
          {t.check}
        </Button>
        <Button
          variant="outline"
          onClick={() => setRows([...rows, emptyRow(rows.at(-1)?.on || day)])}
        >
          {t.more}
        </Button>
        <Link
          to="/m/$municipality/people/transfers"
          params={{ municipality: code }}
          className={buttonClass('text')}
        >
          {t.fromFile}
        </Link>
      </div>
    </>
  )
}
