import { useEffect, useRef, useState } from 'react'
import { Refusal } from '../forms/failure.ts'
import { useRecorded } from '../proposal/use-recorded.ts'
import { usePlace } from '../session/place.tsx'
import type { PlanRow } from './plan-rows.ts'

export type Writing = {
  state: 'idle' | 'running' | 'stopped' | 'done'
  /** Rows that are settled, one way or the other. */
  settled: number
  total: number
  /** Rows the hub refused after all, with its words. */
  refused: PlanRow[]
  /** Why it stopped; what was written stays, and it can go on. */
  error?: Error
}

const IDLE: Writing = { state: 'idle', settled: 0, total: 0, refused: [] }

/**
 * Writes the rows of a plan one after the other, each under a key of its own, so that going on after a
 * lost connection writes nothing twice.
 * @param atOnce begins without being told to
 * @param onDone is told once every row is settled
 */
export function useWriting(
  rows: PlanRow[],
  { atOnce = false, onDone }: { atOnce?: boolean; onDone?: (() => void) | undefined } = {},
) {
  const { code } = usePlace()
  const recorded = useRecorded(code)
  const [writing, setWriting] = useState<Writing>(IDLE)
  const keys = useRef(new Map<number, string>())
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  const toWrite = rows.filter(({ send }) => send !== undefined)

  const keyOf = (row: number): string => {
    const key = keys.current.get(row) ?? crypto.randomUUID()
    keys.current.set(row, key)
    return key
  }
  const start = async () => {
    let now: Writing = { ...writing, state: 'running', total: toWrite.length }
    delete now.error
    setWriting(now)
    for (const row of toWrite.slice(now.settled)) {
      // Who leaves the page stops it; the same file, tried out again, tells what is written and goes on from there.
      if (left.current) break
      const error = await row.send?.(keyOf(row.row)).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (error && !(error instanceof Refusal && isOfRow(error))) {
        now = { ...now, state: 'stopped', error: error as Error }
        break
      }
      const refusal = error instanceof Refusal && error.code !== 'nothing_changed' && error
      now = {
        ...now,
        settled: now.settled + 1,
        refused: refusal ? [...now.refused, refusedRow(row, refusal)] : now.refused,
      }
      setWriting(now)
    }
    setWriting(now.state === 'running' ? { ...now, state: 'done' } : now)
    if (now.state === 'running' && !left.current) onDone?.()
    void recorded()
  }
  const begun = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once
  useEffect(() => {
    if (!atOnce || begun.current) return
    begun.current = true
    void start()
  }, [atOnce])
  return { writing, toWrite: toWrite.length, start: () => void start() }
}

/** Whether the next row may fare better. */
function isOfRow({ code, status }: Refusal): boolean {
  return code !== 'not_signed_in' && code !== 'not_allowed' && status !== 429 && status < 500
}

function refusedRow({ row, name }: PlanRow, refusal: Refusal): PlanRow {
  const details = refusal.fields.map(({ detail }) => ({ detail }))
  const errors = details.length > 0 ? details : [{ detail: refusal.message }]
  return { row, name, fate: 'error', says: '', errors }
}
