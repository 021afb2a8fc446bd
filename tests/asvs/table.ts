import { DO_NOT_APPLY, DOCUMENTED, MET_OUTSIDE, OPEN } from './others.ts'
import { REQUIREMENTS } from './requirements.ts'
import { shownByTests } from './shown.ts'

/** Prints the table of the standard: each requirement with the tests that show it, or the word why none does. */
const shown = Map.groupBy(shownByTests(), ({ requirement }) => requirement)
const reasons = Object.entries({
  'does not apply': DO_NOT_APPLY,
  'met outside': MET_OUTSIDE,
  'SECURITY.md': DOCUMENTED,
  open: OPEN,
}).flatMap(([kind, list]) =>
  Object.entries(list).map(([entry, why]) => ({
    kind,
    prefix: entry.replace(/\*$/, ''),
    entry,
    why,
  })),
)

console.log('| ASVS 5.0 | shown by |\n| --- | --- |')
for (const requirement of REQUIREMENTS) {
  const tests = (shown.get(requirement) ?? []).map(({ file, test }) => `${file}: ${test}`)
  const why = reasons.find(({ entry, prefix }) =>
    entry.endsWith('*') ? requirement.startsWith(prefix) : entry === requirement,
  )
  console.log(
    `| ${requirement} | ${tests.length > 0 ? tests.join('<br>') : `${why?.kind}: ${why?.why}`} |`,
  )
}
