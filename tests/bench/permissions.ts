import { can } from '../../functions/domain/permissions.ts'
import { type Cell, cellsOf, NOW, PEOPLE } from '../domain/permission-cells.ts'

/** `npm run bench:permissions`: how many cells the matrix has, and the CPU time of one decision. */
const ROUNDS = 20

const cells: Cell[] = Object.values(PEOPLE).flatMap((person) => [...cellsOf(person)])
const decide = () => {
  let granted = 0
  for (const { actor, action, resource } of cells)
    if (can(actor, action, resource, NOW)) granted += 1
  return granted
}
// The first rounds are the compiler's.
const granted = decide() && decide()
const before = process.cpuUsage()
for (let round = 0; round < ROUNDS; round += 1) decide()
const { user, system } = process.cpuUsage(before)
const each = (user + system) / (ROUNDS * cells.length)
console.log(
  `${cells.length} cells, ${granted} of them granted; one decision takes ${each.toFixed(2)} µs of CPU`,
)
