import {
  isMunicipalityCode,
  OFFICE,
} from '../../functions/domain/municipalities/municipality-code.ts'
import { made, NUMAZU, SAKATA } from '../api/serve.ts'
import { once, type Path, sent, type World } from './world.ts'

// 部会事務局: its beginning, the municipalities it sets up, its own people.

/** Somebody of the office, who has begun it. */
const office = (world: World) =>
  once(world, 'office', async () => {
    const account = await world.account()
    const first = await world.store.office.issueSetUpCode()
    const body = { name: '事務局 一号', code: first?.code }
    made(await account.post('/api/office/first-account', body))
    return account
  })

/** A municipality that is not set up yet. */
async function nextMunicipality(world: World) {
  const code = nextCode(world)
  const email = `hr@${code}.example`
  return {
    code,
    name: `${code}市`,
    nameEn: `City ${code}`,
    prefecture: '山形県',
    dispatcher: '総務課',
    hr: { name: '総務課 担当', email },
  }
}

function nextCode({ kept }: World): string {
  for (let number = Number(kept.get('code') ?? 10_000); ; number += 1) {
    const found = Array.from({ length: 10 }, (_, digit) => `${number}`.padStart(5, '0') + digit)
      .filter(isMunicipalityCode)
      .find((code) => code !== NUMAZU && code !== SAKATA)
    if (!found) continue
    kept.set('code', number + 1)
    return found
  }
}

async function colleague(world: World): Promise<string> {
  const count = Number(world.kept.get('colleagues') ?? 0) + 1
  world.kept.set('colleagues', count)
  const body = { name: `事務局 ${count}号`, email: `${count}@program.example` }
  return made(await (await office(world)).post('/api/office/staff', body))
}

export const OFFICE_PATHS: Path[] = [
  {
    name: 'beginning the office',
    operation: 'post /api/office/first-account',
    perWorld: 1,
    async ready(world) {
      const first = await world.store.office.issueSetUpCode()
      const body = { name: '事務局 一号', code: first?.code }
      return sent(await world.account(), 'POST', '/api/office/first-account', body)
    },
  },
  {
    name: 'setting a municipality up',
    operation: 'post /api/office/municipalities',
    perWorld: 50,
    ready: async (world) =>
      sent(
        await office(world),
        'POST',
        '/api/office/municipalities',
        await nextMunicipality(world),
      ),
  },
  {
    name: 'inviting a municipality’s first person anew',
    operation: 'post /api/office/municipalities/{code}/invitation',
    perWorld: 50,
    async ready(world) {
      const municipality = await nextMunicipality(world)
      const by = await office(world)
      made(await by.post('/api/office/municipalities', municipality))
      const path = `/api/office/municipalities/${municipality.code}/invitation`
      return sent(by, 'POST', path, { name: '人事課 担当', email: 'right@example.jp' })
    },
  },
  {
    name: 'putting a colleague on the office’s roster',
    operation: 'post /api/office/staff',
    ready: async (world) =>
      sent(await office(world), 'POST', '/api/office/staff', {
        name: '事務局',
        email: `${world.table.counts().EVENT}@program.example`,
      }),
  },
  {
    name: 'inviting a colleague of the office',
    operation: 'post /api/office/staff/{memberId}/invitation',
    ready: async (world) =>
      sent(await office(world), 'POST', `/api/office/staff/${await colleague(world)}/invitation`),
  },
  {
    name: 'taking a colleague’s invitation back',
    operation: 'delete /api/office/staff/{memberId}/invitation',
    async ready(world) {
      const path = `/api/office/staff/${await colleague(world)}/invitation`
      made(await (await office(world)).post(path, undefined))
      return sent(await office(world), 'DELETE', path)
    },
  },
  {
    name: 'suspending a colleague of the office',
    operation: 'post /api/office/staff/{memberId}/suspension',
    ready: async (world) =>
      sent(await office(world), 'POST', `/api/office/staff/${await colleague(world)}/suspension`, {
        suspended: true,
      }),
  },
  {
    name: 'signing a colleague of the office out',
    operation: 'post /api/office/staff/{memberId}/sign-out',
    async ready(world) {
      const by = await office(world)
      const roles = [{ role: 'office' as const, from: '2026-04-01' }]
      const { memberId } = await world.person('事務局 二号', roles, OFFICE)
      return sent(by, 'POST', `/api/office/staff/${memberId}/sign-out`)
    },
  },
  {
    name: 'erasing a colleague of the office',
    operation: 'post /api/office/staff/{memberId}/erasure',
    ready: async (world) =>
      sent(await office(world), 'POST', `/api/office/staff/${await colleague(world)}/erasure`, {
        texts: true,
        why: 'request',
        confirmed: true,
      }),
  },
]
