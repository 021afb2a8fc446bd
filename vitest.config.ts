import { defineConfig } from 'vitest/config'
import { TIMES } from './tests/times.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 30_000 * TIMES,
    hookTimeout: 120_000,
  },
})
