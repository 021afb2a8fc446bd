import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { tokyoDayOf } from '../../domain/calendar.ts'
import { resourceOf } from '../../domain/change.ts'
import { Id } from '../../domain/fields.ts'
import { Unreached, unreachedOf } from '../../domain/mails/mail-trouble.ts'
import { Municipality } from '../../domain/municipalities/municipality.ts'
import { answersForDispatcher, countToConfirm } from '../../domain/outcomes/confirmations.ts'
import { viewpointOf } from '../../domain/outcomes/standing.ts'
import { officeOn, presenceOn, rolesOf } from '../../domain/people/people.ts'
import { can } from '../../domain/permissions.ts'
import { ClaimTask, openClaims } from '../../domain/personal-data/claims.ts'
import { Overview, overviewOf } from '../../domain/proposals/overview.ts'
import { lateReviewOf, Review } from '../../domain/reviews/review.ts'
import { ACTIONS, type Resource } from '../../domain/rules.ts'
import { Task, tasksOf } from '../../domain/tasks.ts'
import { ROLES } from '../../domain/words.ts'
import { answer, inMunicipality, ofReads, viewpoint } from '../documented.ts'
import { tagOf } from '../edition.ts'
import { type Environment, newApp, requireMay, rolesNow, withoutQuery } from '../environment.ts'

const RoleHeld = z.object({ role: z.enum(ROLES), cohort: z.int().optional() })

const Place = z
  .object({
    municipality: Municipality.omit({
      v: true,
      head: true,
      historyBroken: true,
      anchorTold: true,
      signedOutAt: true,
    }).required({
      edition: true,
    }),
    me: z.object({
      memberId: Id,
      name: z.string(),
      roles: z.array(RoleHeld),
      /** What the roles held today allow for a proposal of the own cohort, or for any. */
      permitted: z.array(z.enum(ACTIONS)),
      /** How many reports wait for an answer; only for those who answer for the dispatcher. */
      toConfirm: z.int().optional(),
    }),
    /** The roster as far as its own people see it: no addresses. */
    people: z.array(
      z.object({
        id: Id,
        name: z.string(),
        office: z.string().optional(),
        roles: z.array(RoleHeld),
        left: z.boolean().optional(),
      }),
    ),
  })
  .meta({ id: 'Place' })

const place = createRoute({
  method: 'get',
  path: '/',
  tags: ['municipality'],
  summary: 'The municipality, its cohorts, its people, and what I am here',
  request: { params: inMunicipality },
  responses: {
    200: answer('The municipality', Place, { ETag: 'The edition of its settings, for `If-Match`' }),
    ...ofReads,
  },
})

const overview = createRoute({
  method: 'get',
  path: '/overview',
  tags: ['municipality'],
  summary: 'Counts by cohort year and outcome, years without cohort included',
  request: { params: inMunicipality, query: z.strictObject(viewpoint) },
  responses: { 200: answer('The register at a glance', Overview), ...ofReads },
})

const Tasks = z
  .object({
    tasks: z.array(Task),
    /** What people ask about their own data; none for those who don't answer it. */
    claims: z.array(ClaimTask),
    /** Whom mails don't reach; none for those who don't keep the roster. */
    unreached: z.array(Unreached),
    /** The open review that should be closed by now; for those who may close it. */
    lateReview: Review.pick({ id: true, fiscalYear: true, dueOn: true }).optional(),
    /** Since when the history has been broken; for those who may check it. */
    historyBroken: Municipality.shape.historyBroken,
  })
  .meta({ id: 'Tasks' })

const tasks = createRoute({
  method: 'get',
  path: '/tasks',
  tags: ['municipality'],
  summary: 'What needs me',
  request: { params: inMunicipality },
  responses: {
    200: answer('Most urgent first', Tasks),
    ...ofReads,
  },
})

/** Who reads nothing here any more, not even a proposal they carry, learns no names either. */
function seesPeople(c: Context<Environment>): boolean {
  const { municipality, proposals } = c.get('register')
  const reads = (resource: Resource) => can(c.get('actor'), 'register.read', resource, c.get('now'))
  return (
    reads({ municipality: municipality.code }) ||
    [...proposals.values()].some((proposal) => reads(resourceOf(proposal)))
  )
}

/** `/api/m/:municipality`: the municipality itself and its register at a glance. */
export function municipalityRoutes() {
  return newApp()
    .openapi(place, (c) => {
      withoutQuery(c)
      const register = c.get('register')
      const { municipality, members } = register
      const actor = c.get('actor')
      const now = c.get('now')
      const today = tokyoDayOf(now)
      const {
        v: _,
        head: __,
        historyBroken: ___,
        signedOutAt: ____,
        anchorTold: _____,
        edition = 0,
        ...shown
      } = municipality
      c.header('etag', tagOf(edition))
      const roles = rolesNow(c)
      const cohorts = roles.flatMap(({ cohort }) => (cohort === undefined ? [] : [cohort]))
      const resource = { municipality: municipality.code, cohorts }
      const people = seesPeople(c) ? [...members.values()] : []
      return c.json(
        {
          municipality: { ...shown, edition },
          me: {
            memberId: actor.memberId,
            name: members.get(actor.memberId)?.name ?? '',
            roles,
            permitted: ACTIONS.filter((action) => can(actor, action, resource, now)),
            ...(answersForDispatcher(register, actor, now) && {
              toConfirm: countToConfirm(register, actor, now),
            }),
          },
          people: people.map((person) => ({
            id: person.id,
            name: person.name,
            office: officeOn(person, today),
            roles: rolesOf(person, today),
            ...(presenceOn(person, today) === 'left' && { left: true }),
          })),
        },
        200,
      )
    })
    .openapi(overview, (c) => {
      const register = c.get('register')
      requireMay(c, 'register.read')
      const at = viewpointOf(c.req.valid('query'), c.get('now'))
      return c.json(overviewOf(register, at), 200)
    })
    .openapi(tasks, (c) => {
      withoutQuery(c)
      const register = c.get('register')
      const actor = c.get('actor')
      const now = c.get('now')
      const { code: municipality, historyBroken } = register.municipality
      const late = lateReviewOf(register.reviews.values(), tokyoDayOf(now))
      const closes =
        late && can(actor, 'review.close', { municipality, cohorts: [late.fiscalYear] }, now)
      const keepsRoster = can(actor, 'roster.edit', { municipality }, now)
      return c.json(
        {
          tasks: tasksOf(register, actor, now),
          claims: keepsRoster ? openClaims(register) : [],
          unreached: keepsRoster ? unreachedOf(register, now) : [],
          ...(closes && {
            lateReview: { id: late.id, fiscalYear: late.fiscalYear, dueOn: late.dueOn },
          }),
          ...(can(actor, 'history.read', { municipality }, now) && { historyBroken }),
        },
        200,
      )
    })
}
