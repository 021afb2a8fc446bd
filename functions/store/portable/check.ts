import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Erasure } from '../../domain/personal-data/erasure.ts'
import { municipalityStream, proposalStream } from '../../history/streams.ts'
import {
  checkedLine,
  type Header,
  type Line,
  NotPortableError,
  readEnd,
  readHeader,
} from './form.ts'

/** A file that may be taken in. */
export type Checked = {
  header: Header
  /** Names the file: another one has another. */
  sha256: string
  codes: string[]
  counts: Record<string, number>
  /** Whom, and what of others, the file knows as erased. */
  ledger: Erasure[]
}

/** How far a municipality's lines have come: what later ones must fit to. */
type Section = {
  code: string
  accounts: Set<string>
  /** Stream → number of its last event, and how many have come. */
  streams: Map<string, { last: number; seen: number }>
}

/**
 * Looks through all lines of a file without writing anything: each field, the order, that every history is whole,
 * that nothing points out of its municipality, and the hash.
 * @throws NotPortableError
 */
export async function checkLines(lines: AsyncIterable<string>): Promise<Checked> {
  const digest = createHash('sha256')
  const counts: Record<string, number> = {}
  const codes: string[] = []
  const ledger: Erasure[] = []
  let header: Header | undefined
  let section: Section | undefined
  let sha256: string | undefined
  let number = 0
  for await (const text of lines) {
    number += 1
    if (sha256 !== undefined) throw new NotPortableError({ why: 'damaged' })
    if (!header) header = readHeader(text)
    else if (text.startsWith('{"kind":"end"')) {
      const end = readEnd(text, number)
      sha256 = digest.digest('hex')
      if (end.sha256 !== sha256 || !isDeepStrictEqual(end.counts, counts))
        throw new NotPortableError({ why: 'damaged' })
      ended(section, number)
      continue
    } else {
      const line = checkedLine(text, header.version, number)
      counts[line.kind] = (counts[line.kind] ?? 0) + 1
      if (line.kind === 'municipality') {
        ended(section, number)
        section = begun(line, { header, codes, number })
      } else if (section) fits(line, section, number)
      else if (header.municipality !== null || !['sample', 'rollup'].includes(line.kind))
        throw wrong(number, 'kind', 'a municipality comes first')
      if ((line.kind === 'erasure' || line.kind === 'erased_text') && section) {
        const { kind: _, doneAt, ...erasure } = line
        ledger.push({ code: section.code, ...erasure, ...(doneAt !== undefined && { doneAt }) })
      }
    }
    digest.update(`${text}\n`)
  }
  if (!header || sha256 === undefined) throw new NotPortableError({ why: 'damaged' })
  return { header, sha256, codes, counts, ledger }
}

function begun(
  { state }: Extract<Line, { kind: 'municipality' }>,
  { header, codes, number }: { header: Header; codes: string[]; number: number },
): Section {
  const { code, head } = state
  const isAsked = header.municipality === null ? !codes.includes(code) : codes.length === 0
  if (!isAsked || (header.municipality ?? code) !== code)
    throw wrong(number, 'state.code', 'another municipality than the first line says')
  codes.push(code)
  const streams = new Map([[municipalityStream(code), { last: head.sequence, seen: 0 }]])
  return { code, accounts: new Set(), streams }
}

/** Whether a line belongs to the municipality above it. */
function fits(line: Line, { code, accounts, streams }: Section, number: number): void {
  switch (line.kind) {
    case 'account':
      accounts.add(line.account.id)
      return
    case 'member': {
      const { accountId } = line.state
      if (accountId !== undefined && !accounts.has(accountId))
        throw wrong(number, 'state.accountId', 'an account that the file does not hold')
      return
    }
    case 'proposal':
      belongs(line.state.municipality, 'state.municipality')
      streams.set(proposalStream(line.state.id), { last: line.state.head.sequence, seen: 0 })
      return
    case 'review':
      belongs(line.state.municipality, 'state.municipality')
      return
    case 'request':
      belongs(line.request.municipality, 'request.municipality')
      return
    case 'mail_waiting':
      belongs(line.mail.code, 'mail.code')
      return
    case 'event': {
      const stream = streams.get(line.event.stream)
      if (!stream) throw wrong(number, 'event.stream', 'a history of nothing in the file')
      stream.seen += 1
      if (line.event.sequence !== stream.seen || stream.seen > stream.last)
        throw wrong(number, 'event.sequence', 'not the next one of its history')
      return
    }
    case 'texts':
      if (line.sequence > (streams.get(line.stream)?.seen ?? 0))
        throw wrong(number, 'sequence', 'texts of no event before them')
      return
    case 'sample':
    case 'rollup':
      throw wrong(number, 'kind', 'stands before the first municipality')
  }

  function belongs(said: unknown, field: string): void {
    if (said !== code) throw wrong(number, field, 'another municipality')
  }
}

function ended(section: Section | undefined, number: number): void {
  for (const [stream, { last, seen }] of section?.streams ?? [])
    if (seen !== last) throw wrong(number, '', `event ${seen + 1} of ${stream} is missing`)
}

function wrong(line: number, field: string, problem: string): NotPortableError {
  return new NotPortableError({ why: 'line', line, field, problem })
}
