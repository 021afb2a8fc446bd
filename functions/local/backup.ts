import { DomainError } from '../domain/errors.ts'
import { runCommand } from './command.ts'
import { CommandFailure } from './command-failure.ts'
import type { Lifetime } from './lifetime.ts'
import { writeFile } from './portable-file.ts'
import { openToRead, readArguments } from './portable-place.ts'
import { backedUp } from './portable-texts.ts'

/**
 * `npm run backup -- FILE [--municipality CODE] [--data-dir DIR | --table NAME --region REGION]`: the whole hub, or
 * one municipality, into one file, also while the hub runs. `store/portable/README.md` tells what is in it.
 */
async function backup(lifetime: Lifetime): Promise<string> {
  const allowed = ['municipality'] as const
  const { file, municipality, place } = readArguments(process.argv.slice(2), process.env, allowed)
  const where = place.name
  const { store } = await openToRead(place, municipality, lifetime)
  try {
    return backedUp(file, await writeFile(file, store.portable.pieces({ municipality })))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === 'not_found' && municipality)
      throw new CommandFailure({ code: 'backup_no_municipality', where, municipality })
    if (error.code === 'conflict') throw new CommandFailure({ code: 'backup_busy', where })
    throw error
  }
}

await runCommand(backup)
