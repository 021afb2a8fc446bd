import { Logger } from '@aws-lambda-powertools/logger'

/** Structured lines for CloudWatch: ids, codes, times. Never what was sent, and nobody's name or address. */
export const logger = new Logger({ serviceName: process.env.SERVICE ?? 'hub' })

/**
 * A path as it may be logged: only words of ours and municipalities' codes stand as they are. Ids, and above
 * all the tokens of mail links, which are keys, become `:id`.
 */
export function loggedPath(path: string): string {
  const [, first = '', ...others] = path.split('/')
  const shown = others.map((part) =>
    first !== 'r' && (/^[a-z]{1,16}(-[a-z]{1,16})*$/.test(part) || /^\d{6}$/.test(part))
      ? part
      : ':id',
  )
  return `/${[/^[a-z]{1,8}$/.test(first) ? first : ':id', ...shown].join('/')}`
}
