import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { EXPORTS, exportData } from '../../domain/export-changes.ts'
import {
  askForExport,
  EXPORT_STATES,
  ExportTask,
  ExportTaskInput,
  mayFetch,
} from '../../domain/export-task.ts'
import { Id } from '../../domain/fields.ts'
import { can } from '../../domain/permissions.ts'
import type { Register } from '../../domain/register.ts'
import { registerSize } from '../../domain/register-export.ts'
import { viewpointOf } from '../../domain/standing.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  answer,
  body,
  idempotent,
  inMunicipality,
  ofReads,
  ofWrites,
  problems,
  Receipt,
} from '../documented.ts'
import { sentInPieces } from '../download.ts'
import { type Environment, newApp, requireMay, withoutQuery } from '../environment.ts'
import { note, writeMunicipality } from '../write.ts'

const tags = ['exports']

const TaskView = ExportTask.pick({
  id: true,
  what: true,
  format: true,
  asOf: true,
  by: true,
  done: true,
  of: true,
  bytes: true,
})
  .extend({
    state: z.enum(EXPORT_STATES),
    askedAt: z.string(),
    expiresAt: z.string(),
    mayFetch: z.boolean(),
  })
  .meta({ id: 'ExportTask' })

const list = createRoute({
  method: 'get',
  path: '/exports',
  tags,
  summary: 'The long exports that were asked for lately: by whom, and how far they are',
  request: { params: inMunicipality },
  responses: {
    200: answer(
      'The newest first',
      z.object({ available: z.boolean(), tasks: z.array(TaskView) }).meta({ id: 'ExportTasks' }),
    ),
    ...ofReads,
  },
})

const ask = createRoute({
  method: 'post',
  path: '/exports',
  tags,
  summary: 'Ask for an export that is made while nobody waits',
  request: { params: inMunicipality, headers: idempotent, body: body(ExportTaskInput) },
  responses: { 201: answer('It will be made', Receipt), ...ofWrites },
})

const file = createRoute({
  method: 'get',
  path: '/exports/{exportId}/file',
  tags,
  summary: 'A finished export, for whoever could make it too; taking it joins the history',
  request: { params: inMunicipality.extend({ exportId: Id }) },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      headers: {
        'Content-Disposition': {
          description: 'The name of the file, as RFC 8187 writes one',
          schema: { type: 'string' as const },
        },
      },
    },
    ...ofReads,
    ...problems(409),
  },
})

/** `/api/m/:municipality/exports`: long exports, made by a job. */
export function exportTaskRoutes(dependencies: Dependencies) {
  const { exportTasks, newId } = dependencies
  const reader = (c: Context<Environment>) => ({ actor: c.get('actor'), now: c.get('now') })
  return newApp()
    .openapi(list, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.export')
      const register = c.get('register')
      const { code } = register.municipality
      const { actor, now } = reader(c)
      const tasks = ((await exportTasks?.list(code)) ?? []).filter(
        ({ what, expiresAt }) =>
          Date.parse(now) < expiresAt * 1000 &&
          can(actor, EXPORTS[what], { municipality: code }, now),
      )
      return c.json(
        {
          available: exportTasks !== undefined,
          tasks: tasks.map((task) => ({
            ...viewOf(task),
            mayFetch: mayFetch(register, task, { actor, now }),
          })),
        },
        200,
      )
    })
    .openapi(ask, async (c) => {
      const input = c.req.valid('json')
      if (!exportTasks) throw new DomainError('not_found')
      if (input.what === 'register') viewpointOf(input, c.get('now'))
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        askForExport(register, { input, of: sizeOf(register, input, deed.now) }, deed),
      )
      exportTasks.onAsked(c.get('actor').municipality)
      return c.json(receipt, 201)
    })
    .openapi(file, async (c) => {
      withoutQuery(c)
      const { municipality: code, exportId } = c.req.valid('param')
      const { actor, now } = reader(c)
      const task = await exportTasks?.get(code, exportId)
      if (!task || Date.parse(now) >= task.expiresAt * 1000) throw new DomainError('not_found')
      if (!mayFetch(c.get('register'), task, { actor, now })) throw new DomainError('not_allowed')
      const pieces = await exportTasks?.file(code, exportId)
      if (!pieces) throw new DomainError('not_found')
      const { what, format, asOf, done: rows } = task
      await note(c, dependencies, `export ${newId()}`, (register, deed) =>
        exportData(
          register,
          { what, format, rows, filter: { ...(asOf && { asOf }), exportId } },
          deed,
        ),
      )
      const { exportSpeaking } = await import('../../domain/messages/export.ts')
      const { names } = exportSpeaking(task.language).texts
      const name = names[what](asOf ?? tokyoDayOf(task.knownAt))
      return sentInPieces(pieces, { type: 'application/octet-stream', file: `${name}.${format}` })
    })
}

function viewOf(task: ExportTask) {
  const { id, what, format, asOf, by, state, done, of, bytes, knownAt, expiresAt } = task
  return {
    ...{ id, what, format, asOf, by, state, done, of, bytes },
    askedAt: knownAt,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
  }
}

/** How many rows it will have: every event is one, and every proposal and report. */
function sizeOf(register: Register, input: ExportTaskInput, now: string): number {
  if (input.what === 'register') {
    const { proposals, reports } = registerSize(register, viewpointOf(input, now))
    return proposals + reports
  }
  const { municipality, proposals } = register
  return [...proposals.values()].reduce(
    (sum, { head }) => sum + head.sequence,
    municipality.head.sequence,
  )
}
