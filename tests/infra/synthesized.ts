import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { ENTRIES, type Entry } from '../../infra/bundle.ts'
import { EdgeStack } from '../../infra/edge-stack.ts'
import { HubStack } from '../../infra/hub-stack.ts'
import { settingsOf } from '../../infra/settings.ts'

/** What must be given; nothing is bundled, as the templates alone are looked at. */
export const CONTEXT = {
  alarmMail: 'alarms@example.jp',
  mailDomain: 'hub.example.jp',
  'aws:cdk:bundling-stacks': [] as string[],
}

/** Any bundle at all: what the functions hold is other tests' matter. */
const somewhere = mkdtempSync(join(tmpdir(), 'hub-code-'))
writeFileSync(join(somewhere, 'main.mjs'), '')
process.once('exit', () => rmSync(somewhere, { recursive: true, force: true }))
export const CODE = Object.fromEntries(
  Object.keys(ENTRIES).map((entry) => [entry, somewhere]),
) as Record<Entry, string>

/** The stacks of one set of settings, as templates. */
export function synthesized(context: Record<string, string> = {}) {
  const app = new App({ context: { ...CONTEXT, ...context } })
  const settings = settingsOf(app.node)
  const hub = new HubStack(app, 'Hub', { env: { region: settings.region }, settings, code: CODE })
  const { domain, waf } = settings
  const edge =
    domain || waf
      ? new EdgeStack(app, 'Edge', { env: { region: 'us-east-1' }, settings })
      : undefined
  return { hub: Template.fromStack(hub), ...(edge && { edge: Template.fromStack(edge) }) }
}

// biome-ignore lint/suspicious/noExplicitAny: templates are free-form
export type Resource = { Type: string; Properties: any; DeletionPolicy?: string }

export function resourcesOf(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>
}

/** The only resource of a type. */
export function theOnly(template: Template, type: string): Resource {
  const found = Object.values(resourcesOf(template, type))
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${type}`)
  return found[0]
}
