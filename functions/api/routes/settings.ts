import { createRoute } from '@hono/zod-openapi'
import { changeSettings, SettingsEdit } from '../../domain/municipalities/settings-changes.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { editionOf, ifMatch } from '../edition.ts'
import { newApp } from '../environment.ts'
import { writeMunicipality } from '../write.ts'

const change = createRoute({
  method: 'patch',
  path: '/settings',
  tags: ['municipality'],
  summary: 'Change the settings, the cohorts and the register of offices',
  request: {
    params: inMunicipality,
    headers: idempotent.extend(ifMatch),
    body: body(SettingsEdit),
  },
  responses: { 200: answer('They are changed', Receipt), ...ofWrites, ...problems(412, 428) },
})

/** `/api/m/:municipality/settings`: what HR sets. */
export function settingsRoutes(dependencies: Dependencies) {
  return newApp().openapi(change, async (c) => {
    const edit = c.req.valid('json')
    const edition = editionOf(c.req.header('if-match'))
    const receipt = await writeMunicipality(c, dependencies, edit, (register, deed) =>
      changeSettings(register, { edit, edition }, deed),
    )
    return c.json(receipt, 200)
  })
}
