// Structured logs, one JSON line an event. Never personal data: ids, codes, counts and durations only.
import { pino } from 'pino'

export const log = pino({
  level: process.env['KHOI_LOG'] ?? 'info',
  base: null,
  timestamp: () => `,"at":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
})
