import type { Municipality } from '../domain/municipalities/municipality.ts'
import { OFFICE } from '../domain/municipalities/municipality-code.ts'
import { hrStateOf } from '../domain/municipalities/office.ts'
import type { Member } from '../domain/people/people.ts'
import type { Further } from './commit.ts'
import type { Database } from './database.ts'
import { MUNICIPALITIES, municipalityEntry, revisionKey } from './table.ts'

/** Whose histories there are: the office's, once it has begun, and those of all municipalities. */
export async function historiesIn(database: Database): Promise<string[]> {
  const [[office], listed] = await Promise.all([
    database.get([revisionKey(OFFICE)]),
    database.query(MUNICIPALITIES),
  ])
  return [...(office ? [OFFICE] : []), ...listed.map(({ sk }) => String(sk))]
}

/**
 * What the office's list says of a municipality. It is written with the change that has it say something
 * else, so that the list is read without opening any municipality's register.
 */
export function municipalityItem(
  { code, name, nameEn, prefecture }: Pick<Municipality, 'code' | 'name' | 'nameEn' | 'prefecture'>,
  members: Iterable<Member>,
): Further {
  return {
    key: municipalityEntry(code),
    item: { v: 1, name, nameEn, prefecture, ...hrStateOf(members) },
  }
}
