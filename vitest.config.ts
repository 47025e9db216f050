// Unit, property, law and database tests. End-to-end tests run apart (scripts/e2e), in a real browser.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'demo/**/*.test.ts',
      'tests/laws/**/*.test.ts',
      'tests/faults/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['tests/database/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
