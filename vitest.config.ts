import { defineConfig } from 'vitest/config'
import { TIMES } from './tests/times.ts'

/** What looks into the app's own process can't be asked of the Lambda asset. */
const WITHIN_THE_PROCESS = [
  'tests/api/open-api.test.ts',
  'tests/api/unavailable.test.ts',
  'tests/api/other-providers.test.ts',
  'tests/api/return-to.test.ts',
  'tests/api/rate-limits.test.ts',
  'tests/api/open-data.test.ts',
  'tests/api/export-tasks.test.ts',
  'tests/api/continuity.test.ts',
  'tests/api/confirmations.test.ts',
  'tests/api/portable.test.ts',
  'tests/api/log.test.ts',
  'tests/api/link-sent-again.test.ts',
]

/** Enough of the API, in `npm test`, to see that the asset is the same program; all of it in the long form. */
const OVER_THE_ASSET = ['tests/api/reports.test.ts', 'tests/api/invitations.test.ts']

export default defineConfig({
  test: {
    // Vitest keeps one core for itself; browsers and hubs wait more than they compute.
    maxWorkers: '100%',
    testTimeout: 30_000 * TIMES,
    hookTimeout: 120_000,
    // A page that a busy machine shows late is no fault.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/asset/**'],
          // A worker loads the app, the SDK and the browser once for all its files: none may leave
          // anything behind in a module, and spies end with their file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'asset',
          include: [
            'tests/asset/*.test.ts',
            ...(process.env.LONG ? ['tests/api/*.test.ts'] : OVER_THE_ASSET),
          ],
          exclude: WITHIN_THE_PROCESS,
          env: { API_OVER: 'asset' },
          globalSetup: ['tests/asset/bundled.ts'],
        },
      },
    ],
  },
})
