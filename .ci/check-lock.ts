import { readFileSync } from 'node:fs'

/**
 * Fails where the lock file names an optional dependency without an entry of its own: `npm install`
 * doesn't notice, and `npm ci` then fails on a fresh machine.
 */
type Entry = { optionalDependencies?: Record<string, string> }
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>
}

/** The entries in which Node would look for a package from a place, nearest first. */
function candidates(place: string, name: string): string[] {
  const parents = place.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1))
  return [
    ...parents.reverse().map((parts) => `${parts.join('/node_modules/')}/node_modules/${name}`),
    `node_modules/${name}`,
  ]
}

const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !candidates(place, name).some((candidate) => candidate in packages))
    .map((name) => `${place || 'package.json'} needs ${name}`),
)
if (missing.length > 0) {
  console.error(`package-lock.json is incomplete, npm ci would fail:\n${missing.join('\n')}`)
  process.exitCode = 1
}
