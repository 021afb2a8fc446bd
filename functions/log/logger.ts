import { Logger } from '@aws-lambda-powertools/logger'

/**
 * The hub's log, the same on one machine and in the cloud: one line of JSON for each entry (`timestamp` in UTC,
 * `level`, `message`), faults and warnings on standard error. Ids, codes, times; never what was sent, and
 * nobody's name or address.
 */
export const logger = new Logger({ serviceName: process.env.SERVICE ?? 'hub' })
