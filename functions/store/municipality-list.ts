import type { Municipality } from '../domain/municipality.ts'
import { hrStateOf } from '../domain/office.ts'
import type { Member } from '../domain/people.ts'
import type { Further } from './commit.ts'
import { municipalityEntry } from './table.ts'

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
