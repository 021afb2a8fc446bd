import type { LogItem } from '@aws-lambda-powertools/logger'
import { Logger } from '@aws-lambda-powertools/logger'

/** An entry as it stands in the log's line. */
export type Entry = { level: string; message: string } & Record<string, unknown>

/** A log like the hub's that keeps its lines, as they would be written, instead of writing them. */
export class KeptLog extends Logger {
  readonly lines: string[] = []

  constructor() {
    super({ serviceName: 'hub' })
  }

  protected override printLog(_: number, item: LogItem): void {
    this.lines.push(JSON.stringify(item.getAttributes(), this.getJsonReplacer()))
  }

  /** What was told under a name, the oldest first. */
  told(message: string): Entry[] {
    return this.lines.map((line) => JSON.parse(line)).filter((entry) => entry.message === message)
  }
}
