import { defineConfig } from 'vitest/config'
import { TIMES } from './tests/times.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // Vitest keeps one core for itself; browsers and hubs wait more than they compute.
    maxWorkers: '100%',
    testTimeout: 30_000 * TIMES,
    hookTimeout: 120_000,
  },
})
