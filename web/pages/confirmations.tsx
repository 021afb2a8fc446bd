import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type ConfirmationRow, getConfirmations } from '../confirmation-client.ts'
import { ChosenBar } from '../features/confirmations/chosen-bar.tsx'
import { ConfirmDialog } from '../features/confirmations/confirm-dialog.tsx'
import { ConfirmationItem, isChoosable } from '../features/confirmations/confirmation-item.tsx'
import { ConfirmedNotice, QuestionNotice } from '../features/confirmations/done-notices.tsx'
import {
  ConfirmationFilters,
  confirmationSearch,
  narrowed,
} from '../features/confirmations/filters.tsx'
import { KeysDialog } from '../features/confirmations/keys-dialog.tsx'
import {
  focusRow,
  handleRowKey,
  placeOfRow,
  type RowAction,
} from '../features/confirmations/row-keys.ts'
import { AnswerDialog } from '../features/proposal/answer-dialog.tsx'
import { useRecorded } from '../features/proposal/use-recorded.ts'
import { AskDialog } from '../features/questions/ask-dialog.tsx'
import { usePlace } from '../features/session/place.tsx'
import { UnloadedPage } from '../features/session/query-states.tsx'
import { useTexts } from '../i18n/language.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { EmptyState } from '../ui/states.tsx'

/** 確認: the reports that wait for HR, to be answered one by one or many at once. */
export function ConfirmationsPage() {
  const { code } = usePlace()
  const { t } = useTexts()
  const navigate = useNavigate()
  const asked: Record<string, unknown> = useSearch({ strict: false })
  const search = confirmationSearch(asked)
  const query = useQuery({
    queryKey: [code, 'confirmations', search.earlier ?? ''],
    queryFn: () => getConfirmations(code, search.earlier === 'true'),
    placeholderData: keepPreviousData,
  })
  const change = (next: Record<string, string | undefined>) =>
    void navigate({
      to: '/m/$municipality/confirmations',
      params: { municipality: code },
      search: confirmationSearch(next) as never,
      replace: true,
      resetScroll: false,
    })
  if (!query.data) return <UnloadedPage query={query} />
  const all = query.data.rows
  const rows = narrowed(all, search)
  return (
    <>
      <PageTitle lead={t.confirmations.lead}>{t.confirmations.title}</PageTitle>
      {(all.length > 0 || search.earlier) && (
        <ConfirmationFilters
          rows={all}
          search={search}
          onChange={(patch) => change({ ...search, ...patch })}
        />
      )}
      <WorkList rows={rows} total={all.length} loadedAt={query.dataUpdatedAt} />
      {all.length === 0 && !search.earlier ? (
        <EmptyState title={t.confirmations.none}>{t.confirmations.noneHint}</EmptyState>
      ) : (
        rows.length === 0 && (
          <EmptyState title={t.confirmations.nothingFound}>
            <Button variant="outline" size="small" onClick={() => change({})}>
              {t.confirmations.clear}
            </Button>
          </EmptyState>
        )
      )}
    </>
  )
}

type Doing = { action: RowAction; rows: readonly ConfirmationRow[]; at: number }

/** The rows, those that are chosen, and what is being done with them. */
function WorkList({
  rows,
  total,
  loadedAt,
}: {
  rows: readonly ConfirmationRow[]
  total: number
  loadedAt: number
}) {
  const { code } = usePlace()
  const { t } = useTexts()
  const recorded = useRecorded(code)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [doing, setDoing] = useState<Doing>()
  const [showsKeys, setShowsKeys] = useState(false)
  const [said, setSaid] = useState<ReactNode>()
  const list = useRef<HTMLUListElement>(null)
  const status = useRef<HTMLDivElement>(null)
  const keepFocusAt = useKeptFocus(list, status, loadedAt)
  const choosable = rows.filter(isChoosable)
  // What is not shown is not confirmed either.
  const chosenRows = choosable.filter(({ report }) => chosen.has(report.id))
  const allChosen = choosable.length > 0 && chosenRows.length === choosable.length

  const choose = useCallback((id: string) => {
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  const chooseAll = () =>
    setChosen(new Set(allChosen ? [] : choosable.map(({ report }) => report.id)))
  const shown = useRef(rows)
  shown.current = rows
  const begin = useCallback((action: RowAction, id: string) => {
    const row = shown.current.find(({ report }) => report.id === id)
    if (!row || (action === 'dispute' && row.need === 'disputed')) return
    setDoing({ action, rows: [row], at: placeOfRow(list.current, id) })
  }, [])
  const confirmChosen = () => {
    const at = placeOfRow(list.current, chosenRows[0]?.report.id ?? '')
    setDoing({ action: 'confirm', rows: chosenRows, at })
  }
  const done = (message: ReactNode) => {
    setSaid(message)
    if (doing && doing.action !== 'ask') keepFocusAt(doing.at)
    void recorded()
  }
  const close = () => setDoing(undefined)
  const first = doing?.rows[0]
  return (
    <>
      <div ref={status} role="status" tabIndex={-1} data-focus-target className="my-4">
        {said}
      </div>
      {rows.length > 0 && (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4">
          <div className="flex flex-wrap items-center gap-x-6">
            <p className="font-700">{t.confirmations.shown(rows.length, total)}</p>
            {choosable.length > 0 && (
              <Checkbox
                label={t.confirmations.chooseAll(choosable.length)}
                checked={allChosen}
                onChange={chooseAll}
              />
            )}
          </div>
          {/* Phones have no keys. */}
          <span className="hidden desktop:inline">
            <Button
              variant="text"
              className="min-h-11"
              size="small"
              onClick={() => setShowsKeys(true)}
            >
              {t.confirmations.keys}
            </Button>
          </span>
        </div>
      )}
      {rows.length > 0 && (
        <ul
          ref={list}
          aria-label={t.confirmations.list}
          className="divide-y divide-solid-gray-300 border-y border-solid-gray-300"
          onKeyDown={(event) =>
            handleRowKey(event, {
              onAction: (action, id) =>
                action === 'confirm' && chosenRows.length > 0 ? confirmChosen() : begin(action, id),
              onChoose: (id) => choosable.some(({ report }) => report.id === id) && choose(id),
              onChooseAll: chooseAll,
              onHelp: () => setShowsKeys(true),
            })
          }
        >
          {rows.map((row) => (
            <ConfirmationItem
              key={row.report.id}
              row={row}
              chosen={chosen.has(row.report.id) && isChoosable(row)}
              onChoose={choose}
              onAction={begin}
            />
          ))}
        </ul>
      )}
      <ChosenBar
        count={chosenRows.length}
        onConfirm={confirmChosen}
        onClear={() => setChosen(new Set())}
      />
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
      {doing?.action === 'confirm' && (
        <ConfirmDialog
          rows={doing.rows}
          onClose={close}
          onDone={(confirmed) => {
            setChosen(new Set())
            done(<ConfirmedNotice rows={doing.rows} confirmed={confirmed} />)
          }}
        />
      )}
      {doing?.action === 'dispute' && first && (
        <AnswerDialog
          answer="disputed"
          report={first.report}
          proposalId={first.proposal.id}
          onClose={close}
          onDone={() =>
            done(
              <Notice
                quiet
                kind="success"
                title={t.confirmations.disputed(first.proposal.title)}
              />,
            )
          }
        />
      )}
      {doing?.action === 'ask' && first && (
        <AskDialog
          proposalId={first.proposal.id}
          onClose={close}
          onAsked={(questionId) =>
            done(<QuestionNotice proposal={first.proposal} questionId={questionId} />)
          }
        />
      )}
    </>
  )
}

/** Once the list is loaded anew, the focus goes to the row that stands where the answered one stood. */
function useKeptFocus(
  list: RefObject<HTMLUListElement | null>,
  otherwise: RefObject<HTMLElement | null>,
  loadedAt: number,
): (at: number) => void {
  const kept = useRef<number>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the rows are there anew
  useEffect(() => {
    if (kept.current === undefined) return
    if (!focusRow(list.current, kept.current)) otherwise.current?.focus()
    kept.current = undefined
  }, [loadedAt])
  return (at) => {
    kept.current = Math.max(0, at)
  }
}
