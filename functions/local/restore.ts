import { v7 as uuidv7 } from 'uuid'
import type { Audit, Auditor } from '../anchors/auditor.ts'
import { createTelling } from '../anchors/telling.ts'
import { tellRestored } from '../domain/trail/audit-changes.ts'
import type { Checked } from '../store/portable/check.ts'
import { NotPortableError } from '../store/portable/form.ts'
import { alreadyThere, importLines } from '../store/portable/import.ts'
import { finishRestore, restoring } from '../store/portable/mark.ts'
import type { Store } from '../store/store.ts'
import { runCommand } from './command.ts'
import { CommandFailure } from './command-failure.ts'
import { jobsOver } from './jobs.ts'
import type { Lifetime } from './lifetime.ts'
import { checkedFile, linesOf } from './portable-file.ts'
import { openToWrite, readArguments } from './portable-place.ts'
import { checkedLines, restored, writing } from './portable-texts.ts'

/**
 * `npm run restore -- FILE [--erased NEWER] [--data-dir DIR | --table NAME --region REGION]`: a backup into a place
 * where nothing of it is yet. Broken off at any moment, the same command does it; until it is through, nothing of it
 * is to be seen. Whoever was erased according to the file, or to a newer backup of the data that were left, is erased
 * again, and every history is checked; where anchors lie behind what the file holds, the histories tell of the restore.
 */
async function restore(lifetime: Lifetime): Promise<string> {
  const allowed = ['erased'] as const
  const { file, erased, place } = readArguments(process.argv.slice(2), process.env, allowed)
  const checked = await checkedFile(file)
  const newer = erased === undefined ? [] : (await checkedFile(erased)).ledger
  tell(checkedLines(checked))
  const { store, secret, show } = await openToWrite(place, lifetime)
  const { database } = store
  await refuseOver(place.name, checked, database)
  await importLines(database, linesOf(file), checked, progress()).catch((error) => {
    if (!(error instanceof NotPortableError)) throw error
    throw new CommandFailure({ code: 'restore_refused', file, refusal: error.refusal })
  })
  const { publicOrigin, smtp } = place.options
  const wiring = { clock: () => new Date(), secret, publicOrigin, smtp, anchoring: place.options }
  const { erasure, letters, auditor } = jobsOver(store, wiring)
  // Before anything else is recorded, so that it says where what was restored ends.
  await tellWhatIsGone(store.registers, auditor, checked)
  const { persons = 0 } = await erasure.reapply([
    // With the file's own: where a municipality moves in beside others, theirs too.
    ...(await store.erasures.ledger()),
    ...newer,
  ])
  // What they wrote to other municipalities is gone there too before anything is to be seen.
  await letters.run()
  await erasure.run()
  const audits: Audit[] = []
  for (const code of checked.codes) audits.push(await auditor.check(code))
  await finishRestore(database)
  await show()
  if (audits.some(({ breaks }) => breaks.length > 0)) process.exitCode = 2
  return restored(place.name, { checked, persons, audits })
}

/** Each history tells of the restore where anchors lie behind what the file holds of it. */
async function tellWhatIsGone(
  registers: Store['registers'],
  { countAfter }: Auditor,
  { codes, header: { madeAt }, sha256 }: Checked,
): Promise<void> {
  const tellOf = createTelling({ registers, newId: uuidv7 })
  for (const code of codes) {
    const { recordedAt } = await registers.revision(code)
    const anchors = await countAfter(code, recordedAt)
    if (anchors === 0) continue
    await tellOf(code, `restored ${sha256}`, (register, deed) =>
      tellRestored(register, { anchors, madeAt }, deed),
    )
  }
}

/** @throws CommandFailure `restore_unfinished`, `restore_there` */
async function refuseOver(
  where: string,
  checked: Checked,
  database: Parameters<typeof restoring>[0],
): Promise<void> {
  const begun = await restoring(database)
  if (begun?.sha256 === checked.sha256) return
  if (begun) throw new CommandFailure({ code: 'restore_unfinished', where })
  const there = await alreadyThere(database, checked)
  if (there.length > 0) throw new CommandFailure({ code: 'restore_there', where, there })
}

/** Tells on every ten thousandth item that it goes on. */
function progress(): (items: number) => void {
  let told = 0
  return (items) => {
    if (items < told) return
    told = items + 10_000
    tell(writing(items))
  }
}

function tell(sentence: string): void {
  console.error(sentence)
}

await runCommand(restore)
