import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { DomainError } from '../../domain/errors.ts'
import { EXPORTS, exportData } from '../../domain/exports/export-changes.ts'
import {
  askForExport,
  EXPORT_STATES,
  ExportTask,
  ExportTaskInput,
  keptUntil,
  mayFetch,
  stateAt,
} from '../../domain/exports/export-task.ts'
import { registerSize } from '../../domain/exports/register-export.ts'
import { Id } from '../../domain/fields.ts'
import { viewpointOf } from '../../domain/outcomes/standing.ts'
import { can } from '../../domain/permissions.ts'
import type { Register } from '../../domain/register.ts'
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
import { attachment, sentInPieces } from '../download.ts'
import { type Environment, newApp, requireMay, withoutQuery } from '../environment.ts'
import { note, writeMunicipality } from '../write.ts'

const tags = ['exports']

const TaskView = ExportTask.pick({
  id: true,
  what: true,
  format: true,
  asOf: true,
  by: true,
  attempt: true,
  done: true,
  of: true,
  bytes: true,
})
  .extend({
    state: z.enum([...EXPORT_STATES, 'expired']),
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
      z.object({ tasks: z.array(TaskView) }).meta({ id: 'ExportTasks' }),
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
  summary:
    'A finished export, or the way to it, for whoever could make it too; taking it joins the history',
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
    302: {
      description: 'Where the files lie in a bucket: the file is there, for five minutes',
      headers: { Location: { description: 'Its address', schema: { type: 'string' as const } } },
    },
    ...ofReads,
    ...problems(409),
  },
})

/** `/api/m/:municipality/exports`: long exports, made by a job. */
export function exportTaskRoutes(dependencies: Dependencies) {
  const { erasures, exports, exportFiles, onExport, newId } = dependencies
  const reader = (c: Context<Environment>) => ({ actor: c.get('actor'), now: c.get('now') })
  return newApp()
    .openapi(list, async (c) => {
      withoutQuery(c)
      requireMay(c, 'register.export')
      const { code } = c.get('register').municipality
      const { actor, now } = reader(c)
      const tasks = (await exports.list(code)).filter(
        ({ what, expiresAt }) =>
          Date.parse(now) < expiresAt * 1000 &&
          can(actor, EXPORTS[what], { municipality: code }, now),
      )
      const ledger = await erasures.ledger(code)
      return c.json(
        {
          tasks: tasks.map((task) => ({
            ...viewOf(task, now),
            mayFetch: mayFetch(ledger, task, { actor, now }),
          })),
        },
        200,
      )
    })
    .openapi(ask, async (c) => {
      const input = c.req.valid('json')
      if (input.what === 'register') viewpointOf(input, c.get('now'))
      const receipt = await writeMunicipality(c, dependencies, input, (register, deed) =>
        askForExport(register, { input, of: sizeOf(register, input, deed.now) }, deed),
      )
      onExport?.(c.get('actor').municipality)
      return c.json(receipt, 201)
    })
    .openapi(file, async (c) => {
      withoutQuery(c)
      const { municipality: code, exportId } = c.req.valid('param')
      const { actor, now } = reader(c)
      const task = await exports.get(code, exportId)
      if (!task || stateAt(task, now) === 'expired') throw new DomainError('not_found')
      const ledger = await erasures.ledger(code)
      if (!mayFetch(ledger, task, { actor, now })) throw new DomainError('not_allowed')
      const { what, format, asOf, done: rows } = task
      const { exportSpeaking } = await import('../../domain/messages/export.ts')
      const { names } = exportSpeaking(task.language).texts
      const file = `${names[what](asOf ?? tokyoDayOf(task.knownAt))}.${format}`
      const as = { type: 'application/octet-stream', disposition: attachment(file) }
      const handed = await exportFiles.handOut(code, exportId, as)
      if (!handed) throw new DomainError('not_found')
      await note(c, dependencies, `export ${newId()}`, (register, deed) =>
        exportData(
          register,
          { what, format, rows, filter: { ...(asOf && { asOf }), exportId } },
          deed,
        ),
      )
      return 'address' in handed
        ? c.redirect(handed.address, 302)
        : sentInPieces(handed.pieces, { type: as.type, file })
    })
}

function viewOf(task: ExportTask, now: string) {
  const { id, what, format, asOf, by, attempt, done, of, bytes, knownAt } = task
  return {
    ...{ id, what, format, asOf, by, attempt, done, of, bytes },
    state: stateAt(task, now),
    askedAt: knownAt,
    expiresAt: keptUntil(task),
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
