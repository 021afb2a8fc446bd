import { deflateRawSync } from 'node:zlib'
import type { Municipality } from '../../domain/municipalities/municipality.ts'
import { OFFICE } from '../../domain/municipalities/municipality-code.ts'
import type { Member } from '../../domain/people/people.ts'
import type { Request } from '../../domain/requests/request.ts'
import type { Review } from '../../domain/reviews/review.ts'
import { hash } from '../accounts.ts'
import { itemOfRevision } from '../commit.ts'
import type { Database, Item, TransactItem } from '../database.ts'
import { rememberedUntil } from '../expiry.ts'
import { frozenItem } from '../frozen-reviews.ts'
import { memberItems } from '../member-items.ts'
import { municipalityItem } from '../municipality-list.ts'
import { requestItems } from '../requests.ts'
import { type Inquiries, itemOf, type State } from '../states.ts'
import {
  accountKey,
  agreedKey,
  dueKey,
  erasureKey,
  eventPartition,
  identityKey,
  inquiryKey,
  MUNICIPALITIES,
  mailedKey,
  RESTORE,
  registerPartition,
  revisionKey,
  rollupKey,
  SAMPLE,
  sequenceSk,
  submissionKey,
  textErasureKey,
  textPartition,
} from '../table.ts'
import { trailItem } from '../trail.ts'
import type { Checked } from './check.ts'
import { type Line, NotPortableError, readLine } from './form.ts'
import { remakeLetters } from './letters.ts'
import { eventIn } from './partitions.ts'
import { showMails, showMunicipality } from './show.ts'
import { MOST_WRITES, Writer } from './writer.ts'

type Of<Kind extends Line['kind']> = Extract<Line, { kind: Kind }>
type Account = Of<'account'>['account']

/** What of a file is there already: a restore never writes over anything. */
export async function alreadyThere(
  database: Database,
  { header, codes }: Checked,
): Promise<string[]> {
  const keys = [...new Set([...codes, OFFICE])].map(revisionKey)
  const items = await database.get(keys)
  const found = items.flatMap((item) => (item ? [String(item.pk).split('#')[1] ?? ''] : []))
  if (header.municipality !== null) return found.filter((code) => codes.includes(code))
  const others = await database.query(MUNICIPALITIES, { limit: 10 })
  return [...new Set([...found, ...others.map(({ sk }) => String(sk))])]
}

/**
 * Writes a checked file into a table. A municipality is nowhere to be seen until all of it is written, and appears in
 * one transaction. Broken off, the same call with the same file goes on; what has appeared is not written again,
 * as it may have moved on since.
 * @param onItems is told how many items were written so far
 */
export async function importLines(
  database: Database,
  lines: AsyncIterable<string>,
  { header, sha256, codes }: Checked,
  onItems: (items: number) => void = () => undefined,
): Promise<void> {
  const { table } = database
  const mark = {
    ...RESTORE,
    v: 1,
    sha256,
    ...(header.municipality && { municipality: header.municipality }),
  }
  await database.transact([{ Put: { TableName: table, Item: mark } }])
  const writer = new Writer(database, onItems)
  let section: Section | undefined
  let number = 0
  for await (const text of lines) {
    number += 1
    if (number === 1 || text.startsWith('{"kind":"end"')) continue
    const line = readLine(text, header.version, number)
    if (line.kind === 'municipality') {
      await section?.finish()
      section = await Section.begin(database, writer, line)
    } else if (line.kind === 'sample') await writer.put({ ...SAMPLE, v: 1, state: line.state })
    else if (line.kind === 'rollup') await writer.put(rollupItem(line))
    else await section?.take(line, text)
  }
  await section?.finish()
  await writer.flush()
  await remakeLetters(database, codes)
}

/** One municipality's part of a file. */
class Section {
  readonly #database: Database
  readonly #writer: Writer
  readonly #begin: Of<'municipality'>
  /** It has appeared before this run. */
  readonly #isThere: boolean
  readonly #accounts: Account[] = []
  /** Accounts of the file whose people are known here under another one. */
  readonly #known = new Map<string, string>()
  readonly #members: Member[] = []
  readonly #reviews: Review[] = []
  readonly #mails: Item[] = []

  private constructor(
    database: Database,
    writer: Writer,
    { begin, isThere }: { begin: Of<'municipality'>; isThere: boolean },
  ) {
    this.#database = database
    this.#writer = writer
    this.#begin = begin
    this.#isThere = isThere
  }

  static async begin(
    database: Database,
    writer: Writer,
    begin: Of<'municipality'>,
  ): Promise<Section> {
    const [revision] = await database.get([revisionKey(begin.state.code)])
    const section = new Section(database, writer, { begin, isThere: revision !== undefined })
    await section.#state({ kind: 'municipality', value: begin.state as Municipality })
    return section
  }

  async take(line: Line, text: string): Promise<void> {
    if (line.kind === 'mail_waiting') this.#mails.push(line.mail)
    if (this.#isThere) return
    if (line.kind === 'account') {
      this.#accounts.push(line.account)
      return
    }
    if (this.#accounts.length > 0) await this.#bind(this.#accounts.splice(0))
    await this.#write(line, text)
  }

  async #write(line: Line, text: string): Promise<void> {
    const { code } = this.#begin.state
    const put = (item: Item) => this.#writer.put(item)
    switch (line.kind) {
      case 'member': {
        const { accountId } = line.state
        const known = accountId && this.#known.get(accountId)
        const value = (known ? { ...line.state, accountId: known } : line.state) as Member
        this.#members.push(value)
        return this.#state({ kind: 'member', value })
      }
      case 'review':
        this.#reviews.push(line.state as Review)
        return this.#state({ kind: 'review', value: line.state as Review })
      case 'proposal':
        return this.#state({ kind: 'proposal', value: line.state as never })
      case 'event': {
        const { event } = line
        const sk = sequenceSk(event.stream, event.sequence)
        await put({ pk: eventPartition(code), sk, v: 1, event: eventIn(text) })
        return put(trailItem(code, event))
      }
      case 'texts': {
        const { stream, sequence, texts } = line
        return put({ pk: textPartition(code), sk: sequenceSk(stream, sequence), v: 1, texts })
      }
      case 'closed_review': {
        const { key, item } = frozenItem(code, line.review)
        return put({ ...key, ...item })
      }
      case 'inquiries':
        return this.#state({ kind: 'inquiries', value: line.state as Inquiries })
      case 'inquiry':
        return put({ ...inquiryKey(code, line.inquiry.id), v: 1, inquiry: line.inquiry })
      case 'request':
        for (const { key, item } of requestItems(line.request as Request))
          await put({ ...key, ...item })
        return
      case 'mail_ended':
        return put({ ...mailedKey(code, line.id), v: 1, ...line.mail })
      case 'erasure': {
        const { kind: _, ...said } = line
        return put({ ...erasureKey(code, said.memberId), v: 1, code, ...said })
      }
      case 'erased_text': {
        const { kind: _, ...said } = line
        return put({ ...textErasureKey(code, said.inquiryId, said.text), v: 1, code, ...said })
      }
    }
  }

  async #state(state: State): Promise<void> {
    if (this.#isThere) return
    await this.#writer.put({ pk: registerPartition(this.#begin.state.code), ...itemOf(state) })
  }

  /**
   * Who is known here keeps their account: a file may bring new people, never take somebody's place.
   * @throws NotPortableError where an account of the same name is somebody else's here
   */
  async #bind(accounts: readonly Account[]): Promise<void> {
    const keys = accounts.flatMap((one) => [accountKey(one.id), identityOf(one)])
    const found = await this.#database.get(keys)
    for (const [at, account] of accounts.entries()) {
      const [theirs, identity] = found.slice(2 * at, 2 * at + 2)
      const isAnother = theirs && identityOf(theirs as Account).pk !== identityOf(account).pk
      if (identity && identity.accountId !== account.id)
        this.#known.set(account.id, String(identity.accountId))
      else if (isAnother)
        throw new NotPortableError({
          why: 'line',
          line: 0,
          field: 'account.id',
          problem: `${account.id} is somebody else's account here`,
        })
      else if (!theirs) {
        await this.#writer.put({ ...accountKey(account.id), ...account })
        await this.#writer.put({ ...identityOf(account), v: 1, accountId: account.id })
      }
    }
  }

  /** Everything is there: it appears, and then what points to it from outside. */
  async finish(): Promise<void> {
    await this.#writer.flush()
    const { code } = this.#begin.state
    if (!this.#isThere) await this.#appear()
    await showMunicipality(this.#database, code)
    await showMails(this.#database, code, this.#mails)
  }

  async #appear(): Promise<void> {
    const { state, revision } = this.#begin
    const { code, settings } = state
    const { number, recordedAt, dueOn } = revision
    const about = { number, recordedAt, recent: [], ...(dueOn !== undefined && { dueOn }) }
    const items: Item[] = [
      itemOfRevision(code, about),
      ...(dueOn === undefined ? [] : [{ ...dueKey(dueOn, code), v: 1 }]),
      ...(settings.sideBySide ? [{ ...agreedKey(code), v: 1 }] : []),
      ...submissions(code, this.#reviews),
      ...(code === OFFICE ? [] : [listed(state as Municipality, this.#members)]),
    ]
    // Whoever doesn't fit in comes in a moment later, with what is shared.
    const members = this.#members.flatMap((one) => memberItems(code, one))
    for (const { key, item } of members.slice(0, MOST_WRITES - items.length))
      items.push({ ...key, ...item })
    const first = 'attribute_not_exists(pk)'
    await this.#database.transact(
      items.map((Item, at): TransactItem => {
        const put = { TableName: this.#database.table, Item }
        return { Put: at === 0 ? { ...put, ConditionExpression: first } : put }
      }),
    )
  }
}

function identityOf({ issuer, subject }: Pick<Account, 'issuer' | 'subject'>) {
  return identityKey(hash(`${issuer}\n${subject}`))
}

function listed(municipality: Municipality, members: readonly Member[]): Item {
  const { key, item } = municipalityItem(municipality, members)
  return { ...key, ...item }
}

/** The last time that each year's review was handed in. */
function submissions(code: string, reviews: readonly Review[]): Item[] {
  return reviews.flatMap(({ fiscalYear, versions }) => {
    const at = versions.findLast(({ submitted }) => submitted)?.submitted?.at
    return at === undefined ? [] : [{ ...submissionKey(fiscalYear, code), v: 1, at }]
  })
}

function rollupItem({ day, rollup }: Of<'rollup'>): Item {
  const expiresAt = rememberedUntil(day)
  return { ...rollupKey(day), v: 1, body: deflateRawSync(JSON.stringify(rollup)), expiresAt }
}
