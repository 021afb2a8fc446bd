import { town } from './build.ts'

/** 市民課 became くらし課 in 2022; 企画課 was divided; 広報課 ended. */
export const OFFICES = [
  { name: '市民課', endedOn: '2022-04-01', successors: ['くらし課'] },
  { name: 'くらし課' },
  { name: '企画課', endedOn: '2022-04-01', successors: ['政策課', 'デジタル課'] },
  { name: '広報課', endedOn: '2022-04-01' },
]

/** A proposal of 2021 that somebody of an office carries. */
export function carried(office = '健康課', more = {}) {
  const t = town({ offices: OFFICES })
  const steward = t.person()
  t.place(steward.memberId, { office, ...more })
  const id = t.propose({ steward: { office, memberId: steward.memberId } })
  return { t, id, steward }
}
