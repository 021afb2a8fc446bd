import type { Figures } from './measure.ts'
import { SHARES, type Share } from './profile.ts'

export type Line = Figures & {
  operation: string
  proposals: number
  read: number
  write: number
  /** MB held by the processes once everything is warm. */
  memory: { app: number; engine: number }
  shares?: Record<Share, number>
}

/** The figures as Markdown. */
export function tables(lines: readonly Line[]): string {
  return [
    'Times and CPU in ms per request, one request at a time; capacity in units per request.',
    '',
    row([
      'operation',
      'proposals',
      'p50',
      'p95',
      'CPU app',
      'CPU engine',
      'CPU',
      'read',
      'write',
      'kB',
    ]),
    row(['---', ...Array<string>(9).fill('---:')]),
    ...lines.map((line) =>
      row([
        line.operation,
        line.proposals.toLocaleString('en'),
        line.p50.toFixed(2),
        line.p95.toFixed(2),
        line.appCpu.toFixed(2),
        line.engineCpu.toFixed(2),
        (line.appCpu + line.engineCpu).toFixed(2),
        line.read.toFixed(1),
        line.write.toFixed(1),
        line.kilobytes.toFixed(1),
      ]),
    ),
    '',
    'How much more CPU an operation takes at the largest size than at the smallest:',
    '',
    ...growth(lines),
    '',
    'Where the app server’s time goes (share of its CPU profile, smallest size):',
    '',
    row(['operation', ...SHARES]),
    row(['---', ...SHARES.map(() => '---:')]),
    ...lines.flatMap(({ operation, shares }) =>
      shares
        ? [row([operation, ...SHARES.map((share) => `${(shares[share] * 100).toFixed(0)} %`)])]
        : [],
    ),
    '',
    'Memory in MB once warm:',
    '',
    row(['proposals', 'app', 'engine']),
    row(['---:', '---:', '---:']),
    ...[...new Map(lines.map((line) => [line.proposals, line.memory]))].map(
      ([proposals, { app, engine }]) =>
        row([proposals.toLocaleString('en'), String(app), String(engine)]),
    ),
  ].join('\n')
}

function growth(lines: readonly Line[]): string[] {
  const names = [...new Set(lines.map(({ operation }) => operation))]
  return names.map((name) => {
    const of = lines.filter(({ operation }) => operation === name)
    const cpu = ({ appCpu, engineCpu }: Line) => appCpu + engineCpu
    const [first, last] = [of.at(0), of.at(-1)]
    return first && last ? `- ${name}: ×${(cpu(last) / cpu(first)).toFixed(2)}` : ''
  })
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
